using System.IO.Pipelines;
using Mqtt5Gen.Broker.AspNetCore.Transport;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Server.Tests;

public sealed class KestrelOutputTests
{
    private readonly HeldPipe _pipe = new();
    private readonly KestrelOutput _output;
    private byte _next;
    private long _written;

    public KestrelOutputTests() => _output = new KestrelOutput(PipeConnection.Over(_pipe));

    [Fact]
    public void WithoutAPendingFlushBytesGoStraightIntoThePipe()
    {
        Write(10);
        Assert.Equal(10, _pipe.Written.Length);
        Assert.Equal(10, _output.UnsentBytes);
        _output.Flush();
        Assert.Equal(0, _output.UnsentBytes);
        Assert.Equal(1, _pipe.Flushes);
    }

    [Fact]
    public void WhatIsWrittenDuringAFlushFollowsItInOrder()
    {
        _pipe.Holds = true;
        WriteAndFlush(10);
        for (var i = 0; i < 50; i++) WriteAndFlush(300 + i);
        Assert.Equal(10, _pipe.Written.Length);
        Assert.Equal(_written, _output.UnsentBytes);

        _pipe.Holds = false;
        _pipe.Release();
        AssertAllInOrder();
        Assert.Equal(0, _output.UnsentBytes);
    }

    [Fact]
    public void EachFlushMayWait()
    {
        _pipe.Holds = true;
        WriteAndFlush(10);
        for (var i = 0; i < 200; i++) WriteAndFlush(300);
        var flushes = 0;
        while (_output.UnsentBytes > 0 && flushes++ < 1000) _pipe.Release();
        AssertAllInOrder();
        Assert.True(flushes > 1);
    }

    [Fact]
    public void RoomThatIsLentWhileTheFlushEndsIsNotLost()
    {
        _pipe.Holds = true;
        WriteAndFlush(10);
        WriteAndFlush(20);
        var room = _output.GetSpan(30);
        _pipe.Holds = false;
        _pipe.Release();
        Fill(room[..30]);
        _output.Advance(30);
        WriteAndFlush(40);
        AssertAllInOrder();
    }

    [Fact]
    public void WhatIsWrittenWithoutAFlushDuringAFlushGoesOutToo()
    {
        _pipe.Holds = true;
        WriteAndFlush(10);
        Write(20);
        _pipe.Holds = false;
        _pipe.Release();
        AssertAllInOrder();
    }

    [Fact]
    public void AFlushWithNothingWrittenDoesNotTouchThePipe()
    {
        _output.Flush();
        Assert.Equal(0, _pipe.Flushes);
    }

    [Fact]
    public async Task TheTransportThatIsGoneTakesNothingMore()
    {
        _pipe.Holds = true;
        WriteAndFlush(10);
        WriteAndFlush(5000);
        _pipe.Release(isCompleted: true);
        Assert.Equal(0, _output.UnsentBytes);
        for (var i = 0; i < 100; i++) WriteAndFlush(5000);
        Assert.Equal(10, _pipe.Written.Length);
        await _output.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task ThePipeIsCompletedWhenAllIsWithIt()
    {
        _pipe.Holds = true;
        WriteAndFlush(10);
        WriteAndFlush(20);
        _output.CloseAfterFlush();
        var completing = _output.CompleteAsync();
        Assert.False(_pipe.IsComplete);
        _pipe.Holds = false;
        _pipe.Release();
        await completing.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(_pipe.IsComplete);
        AssertAllInOrder();
    }

    [Fact]
    public void NothingIsAllocatedForAFlushThatEndsAtOnce()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var output = new KestrelOutput(PipeConnection.Over(pipe.Writer));
        Assert.Equal(0, Allocated.By(Round, 1000));

        void Round()
        {
            output.GetSpan(100)[..100].Clear();
            output.Advance(100);
            output.Flush();
            pipe.Reader.TryRead(out var read);
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    [Fact]
    public async Task OverAPipeThatIsReadByAnotherThreadNothingIsLostOrReordered()
    {
        const int Total = 4 << 20;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 4096, resumeWriterThreshold: 2048, useSynchronizationContext: false));
        var output = new KestrelOutput(PipeConnection.Over(pipe.Writer));
        var reading = Task.Run(() => ReadAsync(pipe.Reader, Total));

        var random = new Random(5);
        for (var written = 0; written < Total;)
        {
            var count = Math.Min(random.Next(1, 900), Total - written);
            var room = output.GetSpan(count);
            for (var i = 0; i < count; i++) room[i] = Expected(written + i);
            output.Advance(count);
            written += count;
            if (random.Next(3) == 0 || written == Total) output.Flush();
            if (output.UnsentBytes > 256 * 1024) Thread.Yield();
        }

        await reading.WaitAsync(TimeSpan.FromSeconds(60));
        await output.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, output.UnsentBytes);
    }

    private static async Task ReadAsync(PipeReader reader, int total)
    {
        var at = 0;
        while (at < total)
        {
            var read = await reader.ReadAsync();
            foreach (var memory in read.Buffer)
            {
                foreach (var value in memory.Span) Assert.Equal(Expected(at++), value);
            }

            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static byte Expected(int at) => (byte)(at * 31 + (at >> 8));

    private void WriteAndFlush(int count)
    {
        Write(count);
        _output.Flush();
    }

    private void Write(int count)
    {
        Fill(_output.GetSpan(count)[..count]);
        _output.Advance(count);
    }

    private void Fill(Span<byte> room)
    {
        foreach (ref var value in room) value = _next++;
        _written += room.Length;
    }

    private void AssertAllInOrder()
    {
        var written = _pipe.Written;
        Assert.Equal(_written, written.Length);
        for (var i = 0; i < written.Length; i++) Assert.Equal((byte)i, written[i]);
    }
}
