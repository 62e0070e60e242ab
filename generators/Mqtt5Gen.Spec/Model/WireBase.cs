namespace Mqtt5Gen.Spec.Model;

/// <summary>What a wire type is written as.</summary>
public enum WireBase
{
    /// <summary>One byte.</summary>
    U8,

    /// <summary>Two Byte Integer, big-endian.</summary>
    U16,

    /// <summary>Four Byte Integer, big-endian.</summary>
    U32,

    /// <summary>Variable Byte Integer.</summary>
    VarInt,

    /// <summary>UTF-8 Encoded String.</summary>
    Utf8,

    /// <summary>UTF-8 String Pair.</summary>
    Utf8Pair,

    /// <summary>Binary Data.</summary>
    Binary,

    /// <summary>All that is left of the packet.</summary>
    Rest,

    /// <summary>All that is left of the packet, as UTF-8.</summary>
    Utf8Rest,

    /// <summary>A Property Length and properties.</summary>
    Properties,

    /// <summary>A byte out of the packet's table of reason codes.</summary>
    ReasonCode,

    /// <summary>Lives in a bit field only.</summary>
    Bits,
}
