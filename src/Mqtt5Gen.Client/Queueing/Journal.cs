namespace Mqtt5Gen.Client;

/// <summary>Commits changes to the outbox, one batch at a time, and goes on with what waits for them, in their order. Without an outbox it goes on at once.</summary>
internal sealed class Journal(IMqttOutbox? outbox, Lock gate, Action<Exception> failed)
{
    private List<MqttOutboxChange> _changes = [];
    private List<Action> _continuations = [];
    private List<TaskCompletionSource> _settled = [];
    private bool _isCommitting;
    private bool _hasFailed;

    /// <summary>Whether there is an outbox; where not, nothing is recorded.</summary>
    public bool IsKept => outbox is not null;

    /// <summary>Records a change. Under the gate, under which what follows it is called as well.</summary>
    public void Record(in MqttOutboxChange change, Action? then = null)
    {
        if (outbox is null)
        {
            then?.Invoke();
            return;
        }

        if (_hasFailed) return;
        _changes.Add(change);
        if (then is not null) _continuations.Add(then);
        if (_isCommitting) return;
        _isCommitting = true;
        _ = Task.Run(CommitAsync);
    }

    /// <summary>When all that was recorded before is committed, or cannot be.</summary>
    public Task SettledAsync()
    {
        lock (gate)
        {
            if (!_isCommitting || _hasFailed) return Task.CompletedTask;
            var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _settled.Add(settled);
            return settled.Task;
        }
    }

    private async Task CommitAsync()
    {
        try
        {
            while (TryTake(out var changes, out var continuations, out var settled))
            {
                if (changes.Count > 0) await outbox!.CommitAsync(changes, CancellationToken.None).ConfigureAwait(false);
                lock (gate)
                {
                    foreach (var continuation in continuations) continuation();
                }

                foreach (var waiting in settled) waiting.SetResult();
            }
        }
        catch (Exception exception)
        {
            lock (gate) _hasFailed = true;
            failed(exception);
            foreach (var waiting in _settled) waiting.SetResult();
        }
    }

    private bool TryTake(out List<MqttOutboxChange> changes, out List<Action> continuations, out List<TaskCompletionSource> settled)
    {
        lock (gate)
        {
            (changes, continuations, settled) = (_changes, _continuations, _settled);
            _isCommitting = changes.Count + settled.Count > 0;
            if (_isCommitting) (_changes, _continuations, _settled) = ([], [], []);
            return _isCommitting;
        }
    }
}
