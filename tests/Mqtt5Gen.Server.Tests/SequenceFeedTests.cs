using System.Buffers;
using System.IO.Pipelines;
using CsCheck;
using Mqtt5Gen.Broker.AspNetCore.Transport;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Server.Tests;

public sealed class SequenceFeedTests
{
    [Fact]
    public void EveryFrameArrivesWholeAndInOrderHoweverTheBytesAreCut() =>
        Gen.Select(Gen.Int[0, 300].Array[1, 20], Gen.Int[0, 40].Array[1, 60]).Sample((bodies, cuts) =>
        {
            var bytes = Frames(bodies);
            var state = new RecordingReceiver.State();
            var rest = ReadOnlySequence<byte>.Empty;
            foreach (var read in Reads(bytes, cuts))
            {
                rest = Sequence([.. Segments(rest), .. read]);
                var consumed = SequenceFeed.Feed(rest, new RecordingReceiver(state));
                rest = rest.Slice(consumed);
            }

            return rest.IsEmpty && state.Received.SequenceEqual(bytes) && state.Frames == bodies.Length;
        });

    [Fact]
    public async Task ALargeFrameInManyReadsIsLookedAtOnceAndCopiedOnce()
    {
        var frame = Frames([1 << 20]);
        var state = new RecordingReceiver.State();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        for (var at = 0; at < frame.Length; at += 700)
        {
            await pipe.Writer.WriteAsync(frame.AsMemory(at, Math.Min(700, frame.Length - at)));
            var read = await pipe.Reader.ReadAsync();
            pipe.Reader.AdvanceTo(SequenceFeed.Feed(read.Buffer, new RecordingReceiver(state)), read.Buffer.End);
        }

        Assert.Equal(1, state.Frames);
        Assert.True(frame.AsSpan().SequenceEqual(state.Received.ToArray()));
        Assert.InRange(state.Calls, 1, 4);
        Assert.InRange(state.BytesSeen, frame.Length, frame.Length + 10_000);
    }

    [Fact]
    public void WhatFollowsTheEndOfAConnectionIsConsumedAndNotHandled()
    {
        var state = new RecordingReceiver.State { ClosesAfter = 2 };
        var bytes = Frames([3, 3, 3, 3]);
        var sequence = Sequence([bytes[..2], bytes[2..7], bytes[7..11], bytes[11..]]);
        Assert.True(sequence.Slice(SequenceFeed.Feed(sequence, new RecordingReceiver(state))).IsEmpty);
        Assert.Equal(2, state.Frames);
    }

    private static byte[] Frames(int[] bodies)
    {
        var bytes = new List<byte>();
        foreach (var length in bodies)
        {
            bytes.Add(0x30);
            bytes.AddRange(Packets.RemainingLength(length));
            bytes.AddRange(Enumerable.Range(0, length).Select(i => (byte)(i + bytes.Count)));
        }

        return [.. bytes];
    }

    /// <summary>The bytes cut into segments, some of them empty, and one to three segments a read.</summary>
    private static IEnumerable<byte[][]> Reads(byte[] bytes, int[] cuts)
    {
        var read = new List<byte[]>();
        for (int at = 0, i = 0; at < bytes.Length; i++)
        {
            var length = Math.Min(cuts[i % cuts.Length] + (i % cuts.Length == 0 ? 1 : 0), bytes.Length - at);
            read.Add(bytes[at..(at + length)]);
            at += length;
            if (read.Count <= i % 3) continue;
            yield return [.. read];
            read.Clear();
        }

        yield return [.. read];
    }

    private static IEnumerable<byte[]> Segments(ReadOnlySequence<byte> sequence)
    {
        foreach (var memory in sequence) yield return memory.ToArray();
    }

    private static ReadOnlySequence<byte> Sequence(byte[][] segments)
    {
        var first = new Segment([], 0);
        var last = segments.Aggregate(first, (previous, bytes) => previous.Append(bytes));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long at)
        {
            Memory = bytes;
            RunningIndex = at;
        }

        public Segment Append(byte[] bytes)
        {
            var next = new Segment(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
