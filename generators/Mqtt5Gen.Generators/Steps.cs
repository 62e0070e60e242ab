namespace Mqtt5Gen.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what was done anew.</summary>
public static class Steps
{
    /// <summary>A spec file was parsed.</summary>
    public const string Parse = nameof(Parse);

    /// <summary>All files were sorted into protocols.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>The files of a protocol were linked.</summary>
    public const string Link = nameof(Link);

    /// <summary>What the project wants of it was taken.</summary>
    public const string Select = nameof(Select);

    /// <summary>The protocol to emit.</summary>
    public const string Protocol = nameof(Protocol);

    /// <summary>One packet's model.</summary>
    public const string Packets = nameof(Packets);

    /// <summary>The versions.</summary>
    public const string Versions = nameof(Versions);

    /// <summary>The wire types.</summary>
    public const string WireTypes = nameof(WireTypes);

    /// <summary>The table of properties.</summary>
    public const string Properties = nameof(Properties);

    /// <summary>The reason codes.</summary>
    public const string ReasonCodes = nameof(ReasonCodes);

    /// <summary>The rules.</summary>
    public const string Rules = nameof(Rules);

    /// <summary>What the two sides announce.</summary>
    public const string Announced = nameof(Announced);

    /// <summary>The dispatch over packet types.</summary>
    public const string Dispatch = nameof(Dispatch);
}
