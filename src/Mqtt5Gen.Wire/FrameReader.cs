using System.Runtime.CompilerServices;

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
        if (input.Length < 2 || input[1] >= 0x80) return TryReadLong(input, maximumPacketSize, out frame, out length);
        return Cut(input, 2, input[1], maximumPacketSize, out frame, out length);
    }

    private static FrameStatus TryReadLong(ReadOnlySpan<byte> input, uint maximumPacketSize, out Frame frame, out int length)
    {
        frame = default;
        length = 0;
        if (input.Length < 2) return FrameStatus.Incomplete;

        var lengthBytes = WireVarInt.TryRead(input[1..], out var remaining);
        return lengthBytes <= 0 ? Fault(lengthBytes) : Cut(input, 1 + lengthBytes, (int)remaining, maximumPacketSize, out frame, out length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FrameStatus Cut(ReadOnlySpan<byte> input, int headerLength, int remaining, uint maximumPacketSize, out Frame frame, out int length)
    {
        length = headerLength + remaining;
        if ((uint)length > maximumPacketSize || length > input.Length)
        {
            frame = default;
            return (uint)length > maximumPacketSize ? FrameStatus.TooLarge : FrameStatus.Incomplete;
        }

        frame = new Frame(input[0], input.Slice(headerLength, remaining), headerLength);
        return FrameStatus.Complete;
    }

    /// <summary>Reads the packet that the input starts with, of a protocol with frames of its own.</summary>
    /// <param name="input">Bytes as they arrived; may hold a part of a packet, or several.</param>
    /// <param name="format">How packets are framed.</param>
    /// <param name="maximumPacketSize">The largest packet to accept, in bytes, type and length included.</param>
    /// <param name="frame">The packet, when the result is <see cref="FrameStatus.Complete"/>.</param>
    /// <param name="length">The packet's length in bytes, type and length included; 0 while it is not known yet.</param>
    /// <returns>What the input starts with.</returns>
    public static FrameStatus TryRead(ReadOnlySpan<byte> input, FrameFormat format, uint maximumPacketSize, out Frame frame, out int length)
    {
        frame = default;
        length = 0;
        var lengthAt = format.LengthFirst ? 0 : 1;
        if (input.Length <= lengthAt) return FrameStatus.Incomplete;

        var status = FrameLength.TryRead(input[lengthAt..], format, out var lengthBytes, out var counted);
        if (status is not FrameStatus.Complete) return status;
        if (!format.AllowsNeedlessBytes && FrameLength.BytesOf(format.Length, counted) is > 0 and var needed && needed < lengthBytes) return FrameStatus.LengthNotShortest;

        var headerLength = 1 + lengthBytes;
        var size = (long)counted + format.Uncounted(lengthBytes);
        if (size < headerLength) return FrameStatus.LengthTooShort;
        if (size > int.MaxValue) return FrameStatus.LengthTooLong;

        length = (int)size;
        if ((uint)length > maximumPacketSize) return FrameStatus.TooLarge;
        if (input.Length < length) return FrameStatus.Incomplete;

        frame = new Frame(input[format.LengthFirst ? lengthBytes : 0], input[headerLength..length], headerLength);
        return FrameStatus.Complete;
    }

    internal static FrameStatus Fault(int lengthBytes) => lengthBytes switch
    {
        WireVarInt.TooLong => FrameStatus.LengthTooLong,
        WireVarInt.NotShortest => FrameStatus.LengthNotShortest, // [MQTT-1.5.5-1]
        _ => FrameStatus.Incomplete,
    };
}
