using System.Threading.Channels;

namespace Mqtt5Gen.Client;

/// <summary>The changes of a client's connection, for any number of readers. Each begins with the current state; one that does not read misses the oldest and holds up nobody.</summary>
internal sealed class ChangeFeed : IAsyncEnumerable<MqttConnectionChange>
{
    private const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly List<Channel<MqttConnectionChange>> _readers = [];

    public MqttConnectionChange Current { get; private set; } = new(MqttConnectionState.NotStarted);

    public void Tell(MqttConnectionChange change)
    {
        lock (_gate)
        {
            if (Current.State is MqttConnectionState.Ended || Current == change) return;
            Current = change;
            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(change);
                if (change.State is MqttConnectionState.Ended) reader.Writer.Complete();
            }
        }
    }

    public async IAsyncEnumerator<MqttConnectionChange> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var reader = Join();
        try
        {
            await foreach (var change in reader.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return change;
        }
        finally
        {
            lock (_gate) _readers.Remove(reader);
        }
    }

    private Channel<MqttConnectionChange> Join()
    {
        var reader = Channel.CreateBounded<MqttConnectionChange>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            reader.Writer.TryWrite(Current);
            if (Current.State is MqttConnectionState.Ended) reader.Writer.Complete();
            else _readers.Add(reader);
        }

        return reader;
    }
}
