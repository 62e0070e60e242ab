namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>How it is known who sent a packet.</summary>
internal enum SenderSource
{
    /// <summary>The user said so.</summary>
    Told,

    /// <summary>Nobody else sends it.</summary>
    Only,

    /// <summary>Both send it, and it is valid from this side or from neither.</summary>
    Assumed,

    /// <summary>Both send it, and only from this side it is valid.</summary>
    Valid,
}
