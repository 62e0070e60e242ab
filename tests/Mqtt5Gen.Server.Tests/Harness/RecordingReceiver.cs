using Mqtt5Gen.Broker.AspNetCore.Transport;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>The reading side of a connection that only keeps what it was given.</summary>
internal readonly struct RecordingReceiver(RecordingReceiver.State state) : IFrameReceiver
{
    public int BytesNeeded => state.BytesNeeded;

    public int Receive(ReadOnlySpan<byte> input)
    {
        state.Calls++;
        state.BytesSeen += input.Length;
        var consumed = 0;
        while (!state.IsClosed)
        {
            var status = FrameReader.TryRead(input[consumed..], 1 << 28, out _, out var length);
            state.BytesNeeded = status is FrameStatus.Incomplete ? length : 0;
            if (status is FrameStatus.Incomplete) return consumed;

            state.Received.AddRange(input.Slice(consumed, length));
            state.Frames++;
            state.IsClosed = state.Frames == state.ClosesAfter;
            consumed += length;
        }

        return input.Length;
    }

    internal sealed class State
    {
        public List<byte> Received { get; } = [];

        public int ClosesAfter { get; init; } = int.MaxValue;

        public int Frames { get; set; }

        public int Calls { get; set; }

        public long BytesSeen { get; set; }

        public int BytesNeeded { get; set; }

        public bool IsClosed { get; set; }
    }
}
