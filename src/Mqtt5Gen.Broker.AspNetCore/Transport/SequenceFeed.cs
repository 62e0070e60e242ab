using System.Buffers;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>Feeds a connection, which wants whole frames in one piece, from a pipe, which has them in segments.</summary>
/// <remarks>
/// What lies in one segment is handed over where it lies. A frame that straddles segments is copied once, when all of it has
/// arrived: until then it stays in the pipe, so that a peer pays for a large frame with bytes, not with an announcement of them. [MQTT-4.2.0-1]
/// </remarks>
internal static class SequenceFeed
{
    private const int FixedHeaderMaximum = 5; // one byte, and a Variable Byte Integer (2.1.1)

    /// <summary>Hands over every whole frame.</summary>
    /// <returns>Where the first byte is that was not consumed.</returns>
    public static SequencePosition Feed<T>(ReadOnlySequence<byte> input, in T receiver)
        where T : struct, IFrameReceiver
    {
        if (input.Length < receiver.BytesNeeded) return input.Start; // or each read would look at a large frame again

        while (!input.IsEmpty)
        {
            var first = input.FirstSpan;
            var consumed = first.IsEmpty ? 0 : receiver.Receive(first);
            input = input.Slice(consumed);
            if (consumed > 0 && consumed == first.Length) continue;
            if (input.IsSingleSegment) break;

            consumed = ReceiveStraddling(input, receiver);
            if (consumed == 0) break;
            input = input.Slice(consumed);
        }

        return input.Start;
    }

    private static int ReceiveStraddling<T>(in ReadOnlySequence<byte> input, in T receiver)
        where T : struct, IFrameReceiver
    {
        if (receiver.BytesNeeded == 0)
        {
            var consumed = ReceiveHeader(input, receiver);
            if (consumed > 0) return consumed;
        }

        var needed = receiver.BytesNeeded;
        return needed == 0 || input.Length < needed ? 0 : ReceiveCopy(input.Slice(0, needed), receiver);
    }

    /// <summary>Even the fixed header straddles: enough for the receiver to say how long the frame is.</summary>
    private static int ReceiveHeader<T>(in ReadOnlySequence<byte> input, in T receiver)
        where T : struct, IFrameReceiver
    {
        Span<byte> header = stackalloc byte[FixedHeaderMaximum];
        var length = (int)Math.Min(input.Length, FixedHeaderMaximum);
        input.Slice(0, length).CopyTo(header);
        return receiver.Receive(header[..length]);
    }

    private static int ReceiveCopy<T>(in ReadOnlySequence<byte> frame, in T receiver)
        where T : struct, IFrameReceiver
    {
        var length = (int)frame.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            frame.CopyTo(copy);
            return receiver.Receive(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
