using System.Threading.Tasks.Sources;

namespace Mqtt5Gen.Client;

/// <summary>Wakes the one who waits, or the next one to wait. No allocation a wake-up; the waiter goes on in the thread pool.</summary>
internal sealed class AsyncSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancelledBy;
    private bool _isSet;
    private bool _isWaiting;
    private bool _isCancelled;

    public void Set()
    {
        lock (_gate)
        {
            _isSet = !_isWaiting;
            if (!_isWaiting) return;
            _isWaiting = false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>One waiter at a time.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);

        short version;
        lock (_gate)
        {
            if (_isSet)
            {
                _isSet = false;
                return ValueTask.CompletedTask;
            }

            _core.Reset();
            _isCancelled = false;
            _cancelledBy = cancellationToken;
            _isWaiting = true;
            version = _core.Version;
        }

        if (cancellationToken.CanBeCanceled) _registration = cancellationToken.UnsafeRegister(static signal => ((AsyncSignal)signal!).Cancel(), this);
        return new ValueTask(this, version);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_isCancelled) _core.SetException(new OperationCanceledException(_cancelledBy));
        else _core.SetResult(true);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _registration.Dispose();
        _core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Cancel()
    {
        lock (_gate)
        {
            if (!_isWaiting) return;
            _isWaiting = false;
            _isCancelled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
