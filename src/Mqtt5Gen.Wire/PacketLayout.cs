using System.Diagnostics.CodeAnalysis;

namespace Mqtt5Gen.Wire;

/// <summary>The lengths that a packet embeds, measured before it is written.</summary>
public readonly record struct PacketLayout
{
    /// <summary>A layout.</summary>
    /// <param name="remainingLength">The bytes after the fixed header.</param>
    /// <param name="propertyLength">The bytes of the packet's own properties, without their length.</param>
    /// <exception cref="ArgumentException">The packet is larger than a Remaining Length can say: 268,435,455 bytes.</exception>
    public PacketLayout(int remainingLength, int propertyLength)
    {
        if ((uint)remainingLength > WireSize.LargestRemainingLength) ThrowTooLarge(remainingLength);
        RemainingLength = remainingLength;
        PropertyLength = propertyLength;
    }

    /// <summary>The bytes after the fixed header.</summary>
    public int RemainingLength { get; }

    /// <summary>The bytes of the packet's own properties, without their length.</summary>
    public int PropertyLength { get; }

    /// <summary>The whole packet, in bytes.</summary>
    public int Size => 1 + WireSize.VarInt(RemainingLength) + RemainingLength;

    [DoesNotReturn]
    private static void ThrowTooLarge(int remainingLength) =>
        throw new ArgumentException($"A packet of {(uint)remainingLength} bytes cannot be sent: at most {WireSize.LargestRemainingLength} are allowed.");
}
