namespace Mqtt5Gen.Client;

/// <summary>An outbox in memory: it survives the client, but not the process. For tests, and to hand the messages of one client to another.</summary>
public sealed class MemoryOutbox : IMqttOutbox
{
    private readonly Lock _gate = new();
    private readonly List<MqttOutboxEntry> _released = [];
    private readonly SortedDictionary<long, MqttOutboxEntry> _messages = [];
    private readonly SortedSet<ushort> _received = [];

    /// <inheritdoc/>
    public ValueTask<MqttOutboxContent> LoadAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(new MqttOutboxContent { Messages = [.. _released, .. _messages.Values], Received = [.. _received] });
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(IReadOnlyList<MqttOutboxChange> changes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var change in changes) Apply(change);
        }

        return ValueTask.CompletedTask;
    }

    private void Apply(in MqttOutboxChange change)
    {
        switch (change.Kind)
        {
            case MqttOutboxChangeKind.Added:
                _messages.Add(change.Sequence, new(change.Sequence, 0, change.Message! with { Payload = change.Message.Payload.ToArray() }, change.ExpiresAt));
                break;
            case MqttOutboxChangeKind.Sent when _messages.TryGetValue(change.Sequence, out var entry):
                _messages[change.Sequence] = entry with { PacketId = change.PacketId };
                break;
            case MqttOutboxChangeKind.Released when _messages.Remove(change.Sequence, out var entry):
                _released.Add(entry with { Message = null, ExpiresAt = null });
                break;
            case MqttOutboxChangeKind.Removed when !_messages.Remove(change.Sequence):
                _released.RemoveAll(Is(change.Sequence));
                break;
            case MqttOutboxChangeKind.Received:
                _received.Add(change.PacketId);
                break;
            case MqttOutboxChangeKind.Forgotten:
                _received.Remove(change.PacketId);
                break;
            case MqttOutboxChangeKind.AllForgotten:
                _received.Clear();
                break;
        }
    }

    private static Predicate<MqttOutboxEntry> Is(long sequence) => entry => entry.Sequence == sequence;
}
