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

        var lengthBytes = WireVarInt.TryRead(input[1..], out var remaining);
        if (lengthBytes <= 0) return Fault(lengthBytes);

        var headerLength = 1 + lengthBytes;
        length = headerLength + (int)remaining;
        if ((uint)length > maximumPacketSize) return FrameStatus.TooLarge;
        if (input.Length < length) return FrameStatus.Incomplete;

        frame = new Frame(input[0], input.Slice(headerLength, (int)remaining), headerLength);
        return FrameStatus.Complete;
    }

    private static FrameStatus Fault(int lengthBytes) => lengthBytes switch
    {
        WireVarInt.TooLong => FrameStatus.LengthTooLong,
        WireVarInt.NotShortest => FrameStatus.LengthNotShortest, // [MQTT-1.5.5-1]
        _ => FrameStatus.Incomplete,
    };
}
