using System.Diagnostics.CodeAnalysis;

namespace Mqtt5Gen.Wire;

/// <summary>The lengths that a packet embeds, measured before it is written.</summary>
public readonly record struct PacketLayout
{
    private const int PropertyBits = 28;

    // Two lengths in one number, so that a layout goes through a register: as a third field, the header's made encoding slower.
    // MQTT's is not kept: it follows from the Remaining Length.
    private readonly uint _lengths;

    /// <summary>A layout of an MQTT packet.</summary>
    /// <param name="remainingLength">The bytes after the fixed header.</param>
    /// <param name="propertyLength">The bytes of the packet's own properties, without their length.</param>
    /// <exception cref="ArgumentException">The packet is larger than a Remaining Length can say: 268,435,455 bytes.</exception>
    public PacketLayout(int remainingLength, int propertyLength)
    {
        if ((uint)remainingLength > WireSize.LargestRemainingLength) ThrowTooLarge(remainingLength);
        RemainingLength = remainingLength;
        _lengths = (uint)propertyLength;
    }

    /// <summary>A layout of a packet with a frame of its own.</summary>
    /// <param name="remainingLength">The bytes after type and length.</param>
    /// <param name="propertyLength">The bytes of the packet's own properties, without their length.</param>
    /// <param name="format">How it is framed.</param>
    /// <exception cref="ArgumentException">The packet, or its properties, are larger than their length can say.</exception>
    public PacketLayout(int remainingLength, int propertyLength, FrameFormat format)
    {
        if ((uint)propertyLength > WireSize.LargestRemainingLength) ThrowTooLarge(propertyLength);
        var headerLength = format.HeaderLengthOf(remainingLength);
        RemainingLength = remainingLength;
        _lengths = (uint)propertyLength | (format == default ? 0 : (uint)headerLength << PropertyBits);
    }

    /// <summary>The bytes before the body: type and length.</summary>
    public int HeaderLength => _lengths >> PropertyBits is > 0 and var kept ? (int)kept : 1 + WireSize.VarInt(RemainingLength);

    /// <summary>The bytes after the fixed header.</summary>
    public int RemainingLength { get; }

    /// <summary>The bytes of the packet's own properties, without their length.</summary>
    public int PropertyLength => (int)(_lengths & WireSize.LargestRemainingLength);

    /// <summary>The whole packet, in bytes.</summary>
    public int Size => HeaderLength + RemainingLength;

    [DoesNotReturn]
    private static void ThrowTooLarge(int remainingLength) =>
        throw new ArgumentException($"A packet of {(uint)remainingLength} bytes cannot be sent: at most {WireSize.LargestRemainingLength} are allowed.");
}
