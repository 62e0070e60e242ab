namespace Mqtt5Gen.Wire;

/// <summary>Finds the packets in a stream of bytes (2.1).</summary>
public static class FrameReader
{
    /// <summary>Reads the packet that the input starts with.</summary>
    /// <param name="input">Bytes as they arrived; may hold a part of a packet, or several.</param>
    /// <param name="maximumPacketSize">The largest packet to accept, in bytes, fixed header included.</param>
    /// <param name="frame">The packet, when the result is <see cref="FrameStatus.Complete"/>.</param>
    /// <param name="length">The packet's length in bytes, fixed header included; 0 while it is not known yet.</param>
    /// <returns>What the input starts with.</returns>
    public static FrameStatus TryRead(ReadOnlySpan<byte> input, uint maximumPacketSize, out Frame frame, out int length)
    {
        frame = default;
        length = 0;
        if (input.Length < 2) return FrameStatus.Incomplete;

        // Nearly every packet has a Remaining Length of one byte.
        int remaining = input[1];
        var headerLength = 2;
        if (remaining >= 0x80)
        {
            var status = ReadLongLength(input, out remaining, out headerLength);
            if (status is not FrameStatus.Complete) return status;
        }

        length = headerLength + remaining;
        if ((uint)length > maximumPacketSize) return FrameStatus.TooLarge;
        if (input.Length < length) return FrameStatus.Incomplete;

        frame = new Frame(input[0], input.Slice(headerLength, remaining), headerLength);
        return FrameStatus.Complete;
    }

    private static FrameStatus ReadLongLength(ReadOnlySpan<byte> input, out int remaining, out int headerLength)
    {
        remaining = 0;
        headerLength = 1;
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (headerLength == input.Length) return FrameStatus.Incomplete;

            var part = input[headerLength++];
            remaining |= (part & 0x7F) << shift;
            if (part >= 0x80) continue;

            // A last byte of zero adds nothing: the length had a shorter form.
            return part == 0 ? FrameStatus.LengthNotShortest : FrameStatus.Complete;
        }

        return FrameStatus.LengthTooLong;
    }
}
