using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Wire;

/// <summary>The encoded sizes of wire types, in bytes.</summary>
public static class WireSize
{
    /// <summary>The longest text or binary data: its length is a Two Byte Integer.</summary>
    public const int LongestBinary = ushort.MaxValue;

    /// <summary>The largest Remaining Length: four bytes of a Variable Byte Integer.</summary>
    public const int LargestRemainingLength = 268_435_455;

    /// <summary>A Variable Byte Integer: 1 to 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int VarInt(uint value) => value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;

    /// <summary>A Variable Byte Integer: 1 to 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int VarInt(int value) => VarInt((uint)value);

    /// <summary>Binary Data, or a UTF-8 Encoded String, of <paramref name="length"/> bytes with its length.</summary>
    /// <exception cref="ArgumentException">More than 65,535 bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Binary(int length)
    {
        if (length > LongestBinary) ThrowTooLong(length);
        return 2 + length;
    }

    /// <summary>Text or data of a fixed size, of which there are <paramref name="length"/> bytes.</summary>
    /// <exception cref="ArgumentException">More bytes than that, or fewer.</exception>
    public static int Exactly(int size, int length)
    {
        if (length != size) ThrowOtherSize(size, length);
        return size;
    }

    /// <summary>Demands that a number fits the bits that it is written in.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Fits(int number, int largest)
    {
        if (number > largest) ThrowTooGreat(number, largest);
    }

    [DoesNotReturn]
    private static void ThrowTooGreat(int number, int largest) =>
        throw new ArgumentException($"Bits that hold at most {largest} cannot hold {number}.");

    [DoesNotReturn]
    private static void ThrowOtherSize(int size, int length) =>
        throw new ArgumentException($"A field of {size} bytes cannot hold {length}.");

    [DoesNotReturn]
    private static void ThrowTooLong(int length) =>
        throw new ArgumentException($"A text or binary field of {length} bytes does not fit a packet: at most {LongestBinary} are allowed.");
}
