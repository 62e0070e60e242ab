using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>A pipe whose flushes end when the test says so, and that fails the test when it is touched meanwhile.</summary>
internal sealed class HeldPipe : PipeWriter, IValueTaskSource<FlushResult>
{
    private readonly List<byte> _written = [];
    private ManualResetValueTaskSourceCore<FlushResult> _source = new() { RunContinuationsAsynchronously = false };
    private byte[] _room = new byte[64];
    private bool _isPending;

    /// <summary>Whether the next flush has to wait.</summary>
    public bool Holds { get; set; }

    public int Flushes { get; private set; }

    public bool IsComplete { get; private set; }

    public byte[] Written => [.. _written];

    /// <summary>The flush that is pending ends.</summary>
    public void Release(bool isCompleted = false)
    {
        Assert.True(_isPending);
        _isPending = false;
        _source.SetResult(new FlushResult(isCanceled: false, isCompleted));
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        AssertFree();
        Flushes++;
        if (!Holds) return ValueTask.FromResult(new FlushResult(isCanceled: false, IsComplete));

        _isPending = true;
        _source.Reset();
        return new ValueTask<FlushResult>(this, _source.Version);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        AssertFree();
        if (_room.Length < sizeHint) _room = new byte[sizeHint];
        return _room;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        AssertFree();
        _written.AddRange(_room.AsSpan(0, bytes));
    }

    public override void CancelPendingFlush() => throw new InvalidOperationException();

    public override void Complete(Exception? exception = null)
    {
        AssertFree();
        IsComplete = true;
    }

    FlushResult IValueTaskSource<FlushResult>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<FlushResult>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<FlushResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void AssertFree() => Assert.False(_isPending, "the pipe is touched while it is being flushed");
}
