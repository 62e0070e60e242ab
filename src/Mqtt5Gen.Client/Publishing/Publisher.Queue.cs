using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The way into the queue: who may enter, who waits outside, and what the outbox is told.</summary>
internal sealed partial class Publisher
{
    private readonly LinkedList<PendingPublish> _outside = new(); // callers who wait for room
    private readonly LinkedList<PendingPublish> _recording = new(); // on the way to the outbox, in front of the queue
    private readonly LinkedList<PendingPublish> _early = new(); // published before it is known what an earlier process left in the outbox
    private bool _isRestored;
    private long _lastSequence;

    /// <summary>What an earlier process left in the outbox. It comes before what this one has published meanwhile, which waits behind it as if it had come to a full queue.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Restore(MqttOutboxContent content)
    {
        foreach (var entry in content.Messages)
        {
            var pending = new PendingPublish(entry.Message is { } message ? Outgoing.Of(message) : default, Terms.None) { Sequence = entry.Sequence };
            if (entry.Message is null) pending.Release(ReasonCode.Success);
            _lastSequence = Math.Max(_lastSequence, entry.Sequence);
            if (entry.PacketId == 0 || !Window.TryRestore(new(entry.PacketId, entry.QoS, entry.Message is null, pending))) _acknowledged.AddLast(pending.Node);
        }

        _isRestored = true;
        while (_early.Last is { } last)
        {
            _early.RemoveLast();
            _outside.AddFirst(last);
        }

        LetIn();
        return content.Messages.Count > 0;
    }

    private bool HasRoom => _atMostOnce.Count + _acknowledged.Count + _recording.Count + _early.Count < options.Queue.Capacity;

    private PendingPublish Prepare(in Outgoing message)
    {
        var terms = Volatile.Read(ref _terms);
        var topic = PublishRules.Encode(message.Topic, stackalloc byte[256]);
        PublishRules.Check(message, topic, terms.Version);
        return PublishWriter.BrokenLimit(terms, message, topic) is { } limit ? throw limit : new PendingPublish(message, terms);
    }

    private void Admit(PendingPublish pending)
    {
        if (_ended is not null) pending.Fail(_ended);
        else if (_link is null && pending.Message.QoS is QoS.AtMostOnce && !options.Queue.KeepsQoS0) pending.Fail(new MqttException("There is no connection.", ReasonCode.ServerUnavailable));
        if (pending.Task.IsCompleted) return;
        if ((_outside.Count > 0 || !HasRoom) && !TryMakeRoom(pending)) return;
        if (_outside.Count == 0)
        {
            TakeIn(pending);
        }
        else
        {
            _outside.AddLast(pending.Node); // the room is theirs who came before
            LetIn();
        }

        _link?.Outbound.Flush();
    }

    private bool TryMakeRoom(PendingPublish pending)
    {
        if (options.Queue.WhenFull is MqttQueueFull.Wait)
        {
            _outside.AddLast(pending.Node);
            return false;
        }

        var full = new MqttException($"The queue holds {options.Queue.Capacity} messages, as many as it may.", ReasonCode.QuotaExceeded);
        if (options.Queue.WhenFull is MqttQueueFull.DropOldestQoS0 && _atMostOnce.First is { } oldest)
        {
            _atMostOnce.RemoveFirst();
            oldest.Value.Fail(full);
            return true;
        }

        pending.Fail(full);
        return false;
    }

    /// <summary>Whether anybody came in.</summary>
    private bool LetIn()
    {
        var before = _outside.Count;
        while (HasRoom && _outside.First is { } first)
        {
            _outside.RemoveFirst();
            if (!first.Value.Task.IsCompleted) TakeIn(first.Value);
        }

        return _outside.Count < before;
    }

    private void TakeIn(PendingPublish pending)
    {
        if (!journal.IsKept || pending.Message.QoS is QoS.AtMostOnce)
        {
            Enqueue(pending);
            return;
        }

        if (!_isRestored)
        {
            _early.AddLast(pending.Node);
            return;
        }

        pending.Sequence = ++_lastSequence;
        _recording.AddLast(pending.Node);
        journal.Record(new(MqttOutboxChangeKind.Added, pending.Sequence, Message: pending.Message.ToMessage()), () =>
        {
            if (pending.Node.List == _recording) _recording.Remove(pending.Node);
            Enqueue(pending);
            _link?.Outbound.Flush();
        });
    }

    private void Enqueue(PendingPublish pending)
    {
        pending.Accept();
        if (_ended is not null) pending.Fail(_ended);
        if (pending.Task.IsCompleted) // cancelled while the outbox took it up; when the client has ended, it stays there
        {
            if (_ended is null) Remove(pending);
            return;
        }

        (pending.Message.QoS is QoS.AtMostOnce ? _atMostOnce : _acknowledged).AddLast(pending.Node);
        if (_link is not null && !_isPumping) Pump();
    }

    private void Cancelled(PendingPublish pending)
    {
        lock (gate)
        {
            if (pending.Node.List is not { } queue) return;
            queue.Remove(pending.Node);
            if (queue == _acknowledged) Remove(pending);
            LetIn();
        }
    }

    /// <summary>The flow is over.</summary>
    private void Remove(PendingPublish pending)
    {
        if (pending.Sequence != 0) journal.Record(new(MqttOutboxChangeKind.Removed, pending.Sequence));
    }
}
