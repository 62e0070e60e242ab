using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Wire;

/// <summary>Variable Byte Integers (1.5.5).</summary>
internal static class WireVarInt
{
    /// <summary>The bytes end before the integer does.</summary>
    public const int Missing = 0;

    /// <summary>The integer goes on beyond four bytes.</summary>
    public const int TooLong = -1;

    /// <summary>The integer has needless bytes.</summary>
    public const int NotShortest = -2;

    /// <summary>Reads the integer that the bytes start with: its length, 1 to 4, or what is wrong with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryRead(ReadOnlySpan<byte> bytes, out uint value)
    {
        if (bytes.IsEmpty || bytes[0] >= 0x80)
        {
            var read = TryReadLong(bytes);
            value = (uint)read;
            return (int)(read >> 32);
        }

        value = bytes[0];
        return 1;
    }

    // The length in the upper half, the value in the lower: a result in a register keeps the caller's locals in theirs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long TryReadLong(ReadOnlySpan<byte> bytes)
    {
        var value = 0u;
        for (var i = 0; i < 4; i++)
        {
            if (i == bytes.Length) return Missing;

            value |= (uint)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;

            // A last byte of zero adds nothing: there is a shorter form. [MQTT-1.5.5-1]
            return i > 0 && bytes[i] == 0 ? (long)NotShortest << 32 : ((long)(i + 1) << 32) | value;
        }

        return (long)TooLong << 32;
    }
}
