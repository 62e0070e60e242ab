using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>The way out to one client, over the pipe of a connection.</summary>
/// <remarks>
/// <para>
/// A pipe must be left alone while it is being flushed. So it has one owner at a time: the broker (whoever holds the connection's
/// gate) while <see cref="_isFlushing"/> is false, and the flush while it is true. Only the broker sets it, only the flush clears it.
/// What the broker writes meanwhile waits in <see cref="_waiting"/>, which has a lock of its own: it is taken inside the gate, and
/// nothing is called under it that could take another. So the flush never needs the gate, and a connection may change gates.
/// </para>
/// <para>
/// A flush completes at once until the client is 64 KiB behind, and then nothing here allocates, locks or waits.
/// Whatever could run code of the broker (closing, aborting, news of room) is handed to the thread pool, since it is called under
/// gates and the pipes may run their continuations inline.
/// </para>
/// </remarks>
internal sealed class KestrelOutput(ConnectionContext context) : IConnectionOutput
{
    private readonly PipeWriter _pipe = context.Transport.Output;
    private readonly Lock _lock = new();
    private readonly SegmentQueue _waiting = new();
    private ConfiguredValueTaskAwaitable<FlushResult>.ConfiguredValueTaskAwaiter _flush;
    private Action? _onFlushed;
    private TaskCompletionSource? _handedOver;
    private TaskCompletionSource? _woken;
    private volatile bool _isFlushing;
    private volatile bool _isBroken;
    private bool _writesToQueue;
    private long _written; // by the broker
    private long _piped; // of these, what the pipe has; by the pipe's owner
    private long _sent; // of these, what the pipe had when a flush last completed

    /// <summary>Run on the thread pool when all that waited is with the pipe.</summary>
    public IThreadPoolWorkItem? Drained { get; init; }

    /// <summary>What is written and not yet taken; the last 64 KiB, which the pipe takes without saying when it sends them, count as sent.</summary>
    public long UnsentBytes => _isBroken ? 0 : _written - Volatile.Read(ref _sent);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException("The broker writes through GetSpan.");

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        _writesToQueue = _isFlushing || _isBroken || !_waiting.IsEmpty;
        if (!_writesToQueue) return _pipe.GetSpan(sizeHint);
        lock (_lock) return _waiting.GetSpan(sizeHint);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _written += count;
        if (!_writesToQueue)
        {
            _pipe.Advance(count);
            _piped += count;
            return;
        }

        lock (_lock) _waiting.Advance(_isBroken ? 0 : count);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        // A flush that is under way sends what waits, too: it looks for it, under the lock, before it clears the flag.
        if (_isFlushing || _isBroken || UnsentBytes == 0) return;
        _isFlushing = true;
        Send();
    }

    /// <inheritdoc/>
    public void ResumeReading() => WakeReader();

    /// <inheritdoc/>
    public void CloseAfterFlush()
    {
        Flush();
        WakeReader();
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _isBroken = true;
        ThreadPool.UnsafeQueueUserWorkItem(static context => Abort(context), context, preferLocal: true);
        Interlocked.Exchange(ref _woken, null)?.TrySetResult();
    }

    /// <summary>Completes when the reader is woken. For one that must not read, as it holds back as much as it may; it looks again at what it waits for after this call.</summary>
    public Task WhenWoken()
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _woken, woken);
        return woken.Task;
    }

    /// <summary>Cuts a connection off.</summary>
    public static void Abort(ConnectionContext context) => context.Abort(new ConnectionAbortedException("The broker closed the connection."));

    /// <summary>Completes the pipe when it has all that was written, or nothing more can be sent. The broker has let go of the output.</summary>
    public async Task CompleteAsync()
    {
        await WhenHandedOver().ConfigureAwait(false);
        _isBroken = true;
        await _pipe.CompleteAsync().ConfigureAwait(false);
    }

    private void WakeReader()
    {
        Interlocked.Exchange(ref _woken, null)?.TrySetResult();
        ThreadPool.UnsafeQueueUserWorkItem(static input => input.CancelPendingRead(), context.Transport.Input, preferLocal: true);
    }

    private Task WhenHandedOver()
    {
        lock (_lock)
        {
            if (!_isFlushing) return Task.CompletedTask;
            _handedOver ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _handedOver.Task;
        }
    }

    private void Send()
    {
        do
        {
            lock (_lock) _piped += _waiting.MoveFirst(_pipe);
            _flush = StartFlush().ConfigureAwait(false).GetAwaiter();
            if (_flush.IsCompleted) continue;

            _flush.UnsafeOnCompleted(_onFlushed ??= OnFlushed);
            return;
        }
        while (HasMore());
    }

    private void OnFlushed()
    {
        if (HasMore()) Send();
        if (!_isFlushing && !_isBroken && Drained is { } drained) ThreadPool.UnsafeQueueUserWorkItem(drained, preferLocal: true);
    }

    /// <summary>After a flush: whether another must follow. If not, the pipe is the broker's again.</summary>
    private bool HasMore()
    {
        var isAlive = IsTaken();
        Volatile.Write(ref _sent, _piped);
        lock (_lock)
        {
            if (!isAlive)
            {
                _isBroken = true;
                _waiting.Clear();
            }

            if (!_waiting.IsEmpty) return true;

            _isFlushing = false;
            _handedOver?.TrySetResult();
            return false;
        }
    }

    /// <summary>A transport that ended with an error throws it here; its reading side reports it, too.</summary>
    private ValueTask<FlushResult> StartFlush()
    {
        try
        {
            return _pipe.FlushAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: true));
        }
    }

    private bool IsTaken()
    {
        try
        {
            return !_flush.GetResult().IsCompleted;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
