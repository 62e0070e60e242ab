namespace Mqtt5Gen.Spec.Model;

/// <summary>How a packet's length is written.</summary>
public enum LengthForm
{
    /// <summary>Variable Byte Integer.</summary>
    VarInt,

    /// <summary>One byte.</summary>
    U8,

    /// <summary>Two bytes, big-endian.</summary>
    U16,

    /// <summary>Four bytes, big-endian.</summary>
    U32,

    /// <summary>One byte, or the byte 1 and two bytes, big-endian.</summary>
    U8OrU16,
}
