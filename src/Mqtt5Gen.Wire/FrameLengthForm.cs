namespace Mqtt5Gen.Wire;

/// <summary>How a packet's length is written.</summary>
public enum FrameLengthForm : byte
{
    /// <summary>Variable Byte Integer (1.5.5).</summary>
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
