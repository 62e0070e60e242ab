namespace Mqtt5Gen.Wire;

/// <summary>One control packet as framed (2.1): the byte that holds its type, and its body.</summary>
/// <param name="header">The byte that holds the packet type: byte 1 in MQTT.</param>
/// <param name="body">The variable header and payload.</param>
/// <param name="bodyOffset">Where the body starts in the packet, in bytes.</param>
public readonly ref struct Frame(byte header, ReadOnlySpan<byte> body, int bodyOffset)
{
    /// <summary>The byte that holds the packet type. Where the type fills its byte, it is the type.</summary>
    public byte Header { get; } = header;

    /// <summary>The variable header and payload.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Where the body starts in the packet: the length of the fixed header, in bytes.</summary>
    public int BodyOffset { get; } = bodyOffset;

    /// <summary>Bits 7 to 4 of the header: the packet type, where it leaves room for flags as in MQTT.</summary>
    public int TypeNumber => Header >> 4;

    /// <summary>Bits 3 to 0 of the header: the flags, where the type leaves room for them.</summary>
    public int Flags => Header & 0x0F;
}
