namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What a part of a packet is.</summary>
internal enum PartKind
{
    /// <summary>The packet type.</summary>
    Type,

    /// <summary>A length.</summary>
    Length,

    /// <summary>A field.</summary>
    Field,

    /// <summary>Some bits of the byte that holds them.</summary>
    Bits,

    /// <summary>A property with its identifier.</summary>
    Property,

    /// <summary>An item of a repeated field.</summary>
    Item,
}
