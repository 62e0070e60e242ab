namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Variable Byte Integers (1.5.5).</summary>
internal static class VarInt
{
    /// <summary>The largest that can be written.</summary>
    public const long Largest = 268_435_455;

    private const int MostBytes = 4;

    /// <summary>Reads the integer that the bytes start with.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="value">The integer, when the result is <see cref="FrameState.Complete"/>.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <returns>What the bytes start with.</returns>
    public static FrameState TryRead(ReadOnlySpan<byte> bytes, out long value, out int length)
    {
        value = 0;
        for (length = 0; length < MostBytes; length++)
        {
            if (length == bytes.Length) return FrameState.Incomplete;

            value |= (long)(bytes[length] & 0x7F) << (7 * length);
            if (bytes[length] >= 0x80) continue;
            return bytes[length++] == 0 && length > 1 ? FrameState.LengthNotShortest : FrameState.Complete;
        }

        return FrameState.LengthTooLong;
    }

    /// <summary>Appends the integer.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="value">The integer.</param>
    /// <param name="atLeast">The least number of bytes: more than needed makes it a form that is not the shortest.</param>
    public static void Write(List<byte> to, long value, int atLeast = 1)
    {
        for (var written = 1; value > 0x7F || written < atLeast; written++, value >>= 7) to.Add((byte)(0x80 | (value & 0x7F)));
        to.Add((byte)value);
    }
}
