namespace Mqtt5Gen.Wire;

/// <summary>One control packet as framed (2.1): its first byte, and the bytes that Remaining Length counts.</summary>
/// <param name="header">Byte 1: packet type and flags.</param>
/// <param name="body">The variable header and payload.</param>
/// <param name="bodyOffset">Where the body starts in the packet, in bytes.</param>
public readonly ref struct Frame(byte header, ReadOnlySpan<byte> body, int bodyOffset)
{
    /// <summary>Byte 1.</summary>
    public byte Header { get; } = header;

    /// <summary>The variable header and payload.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Where the body starts in the packet: the length of the fixed header, in bytes.</summary>
    public int BodyOffset { get; } = bodyOffset;

    /// <summary>Bits 7 to 4 of byte 1: the packet type.</summary>
    public int TypeNumber => Header >> 4;

    /// <summary>Bits 3 to 0 of byte 1.</summary>
    public int Flags => Header & 0x0F;
}
