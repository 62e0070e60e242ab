namespace Mqtt5Gen.Wire;

/// <summary>One control packet as framed (2.1): the byte that holds its type, and its body.</summary>
public readonly ref struct Frame
{
    private readonly byte _typeNumber;

    /// <summary>A packet whose type is bits 7 to 4 of its header, as in MQTT.</summary>
    /// <param name="header">The byte that holds type and flags.</param>
    /// <param name="body">The variable header and payload.</param>
    /// <param name="bodyOffset">Where the body starts in the packet, in bytes.</param>
    public Frame(byte header, ReadOnlySpan<byte> body, int bodyOffset)
        : this(header, header >> 4, body, bodyOffset)
    {
    }

    /// <summary>A packet of some type.</summary>
    /// <param name="header">The byte that holds the type.</param>
    /// <param name="typeNumber">The packet type.</param>
    /// <param name="body">What follows type and length.</param>
    /// <param name="bodyOffset">Where the body starts in the packet, in bytes.</param>
    internal Frame(byte header, int typeNumber, ReadOnlySpan<byte> body, int bodyOffset)
    {
        Header = header;
        _typeNumber = (byte)typeNumber;
        Body = body;
        BodyOffset = bodyOffset;
    }

    /// <summary>The byte that holds the packet type, and beside it flags where there is room.</summary>
    public byte Header { get; }

    /// <summary>The variable header and payload.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Where the body starts in the packet: the length of the fixed header, in bytes.</summary>
    public int BodyOffset { get; }

    /// <summary>The packet type.</summary>
    public int TypeNumber => _typeNumber;

    /// <summary>Bits 3 to 0 of the header: the flags, where the type leaves room for them.</summary>
    public int Flags => Header & 0x0F;
}
