using System.Diagnostics.CodeAnalysis;

namespace Mqtt5Gen.Wire;

/// <summary>How the packets of a protocol are framed: a type and a length stand before every body. The default is MQTT's (2.1).</summary>
public readonly record struct FrameFormat
{
    /// <summary>Whether the length stands before the type.</summary>
    public bool LengthFirst { get; init; }

    /// <summary>Whether the type fills its byte; otherwise it is bits 7 to 4, and bits 3 to 0 are flags.</summary>
    public bool TypeFillsByte { get; init; }

    /// <summary>How the length is written.</summary>
    public FrameLengthForm Length { get; init; }

    /// <summary>What the length counts.</summary>
    public FrameLengthScope Counts { get; init; }

    /// <summary>Whether a length that is received may have needless bytes.</summary>
    public bool AllowsNeedlessBytes { get; init; }

    /// <summary>The bytes before a body: the type, and the length in its shortest form.</summary>
    /// <param name="bodyLength">The body's length, in bytes.</param>
    /// <exception cref="ArgumentException">The packet is longer than its length can say.</exception>
    public int HeaderLengthOf(int bodyLength)
    {
        // A length that counts itself decides how many bytes it takes, and they decide what it is.
        for (var lengthBytes = 1; lengthBytes <= 4; lengthBytes++)
        {
            var size = 1L + lengthBytes + (uint)bodyLength;
            if (size <= int.MaxValue && FrameLength.BytesOf(Length, size - Uncounted(lengthBytes)) == lengthBytes) return 1 + lengthBytes;
        }

        ThrowTooLarge(bodyLength);
        return 0;
    }

    /// <summary>Writes the type and the length.</summary>
    /// <param name="destination">Where to write.</param>
    /// <param name="header">The byte that holds the type.</param>
    /// <param name="layout">The packet's lengths, measured for this format.</param>
    /// <returns>The number of bytes written.</returns>
    public int Write(Span<byte> destination, byte header, PacketLayout layout)
    {
        var lengthBytes = layout.HeaderLength - 1;
        destination[LengthFirst ? lengthBytes : 0] = header;
        FrameLength.Write(destination.Slice(LengthFirst ? 0 : 1, lengthBytes), Length, (uint)(layout.Size - Uncounted(lengthBytes)));
        return layout.HeaderLength;
    }

    /// <summary>The bytes of a packet that its length does not count.</summary>
    internal int Uncounted(int lengthBytes) => Counts switch
    {
        FrameLengthScope.Packet => 0,
        FrameLengthScope.Rest when LengthFirst => lengthBytes,
        _ => 1 + lengthBytes,
    };

    [DoesNotReturn]
    private static void ThrowTooLarge(int bodyLength) =>
        throw new ArgumentException($"A packet with {(uint)bodyLength} bytes after its header cannot be sent: its length cannot say so.");
}
