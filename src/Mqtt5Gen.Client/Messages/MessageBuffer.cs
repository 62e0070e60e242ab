using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Client;

/// <summary>Messages between the reader of a connection and one consumer, in the order they came. QoS 0 beyond the bound drops the oldest of QoS 0.</summary>
internal sealed class MessageBuffer(int capacity, ClientTelemetry telemetry)
{
    private readonly Lock _gate = new();
    private readonly AsyncSignal _arrived = new();
    private readonly Queue<Entry> _droppable = new();
    private readonly Queue<Entry> _held = new();
    private long _sequence;
    private long _dropped;
    private bool _isComplete;
    private Exception? _error;
    private int _isRead;

    /// <summary>Whether it takes no more.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate) return _isComplete;
        }
    }

    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Whether more QoS 1 and QoS 2 messages wait than the bound.</summary>
    public bool IsOverfull
    {
        get
        {
            lock (_gate) return _held.Count > capacity;
        }
    }

    /// <summary>One reader at a time: disposing what this gives ends its turn.</summary>
    public Turn BeginReading() =>
        Interlocked.Exchange(ref _isRead, 1) == 0 ? new Turn(this) : throw new InvalidOperationException("The messages are read by another reader already.");

    /// <summary>False when the buffer takes no more.</summary>
    public bool Add(MqttMessage message, Delivery? delivery)
    {
        lock (_gate)
        {
            if (_isComplete) return false;
            var entry = new Entry(_sequence++, message, delivery);
            if (delivery is not null)
            {
                delivery.HeldBy(this);
                _held.Enqueue(entry);
            }
            else
            {
                DropOldest();
                _droppable.Enqueue(entry);
            }
        }

        _arrived.Set();
        return true;
    }

    public bool TryTake(out Entry entry)
    {
        lock (_gate)
        {
            var isDroppable = _droppable.TryPeek(out var droppable);
            if (!_held.TryPeek(out entry)) return _droppable.TryDequeue(out entry);
            if (isDroppable && droppable.Sequence < entry.Sequence) return _droppable.TryDequeue(out entry);
            return _held.TryDequeue(out entry);
        }
    }

    /// <summary>Waits for a message, one consumer at a time. False when none will come; what ended it is thrown if it was a fault.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_gate)
            {
                if (_droppable.Count + _held.Count > 0) return true;
                if (_isComplete && _error is not null) throw _error;
                if (_isComplete) return false;
            }

            await _arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more; what is in it can still be read.</summary>
    public void Complete(Exception? error = null)
    {
        lock (_gate)
        {
            if (_isComplete) return;
            _isComplete = true;
            _error = error;
        }

        _arrived.Set();
    }

    private void DropOldest()
    {
        if (_droppable.Count < capacity) return;
        _droppable.Dequeue();
        _dropped++;
        telemetry.CountDrop();
    }

    /// <summary>A message, and what is to be told when it is taken.</summary>
    internal readonly record struct Entry(long Sequence, MqttMessage Message, Delivery? Delivery);

    internal readonly struct Turn(MessageBuffer buffer) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref buffer._isRead, 0);
    }
}
