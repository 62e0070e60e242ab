namespace Mqtt5Gen.Wire;

/// <summary>How a property's value is written, so that it can be passed over.</summary>
public enum WireForm : byte
{
    /// <summary>No such property.</summary>
    None,

    /// <summary>One byte.</summary>
    U8,

    /// <summary>Two bytes.</summary>
    U16,

    /// <summary>Four bytes.</summary>
    U32,

    /// <summary>Variable Byte Integer.</summary>
    VarInt,

    /// <summary>Text or binary data behind a two-byte length.</summary>
    Binary,

    /// <summary>Two texts.</summary>
    Utf8Pair,
}
