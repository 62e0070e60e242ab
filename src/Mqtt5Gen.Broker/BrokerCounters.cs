namespace Mqtt5Gen.Broker;

/// <summary>What the broker counts.</summary>
internal sealed class BrokerCounters
{
    private int _connections;
    private long _dropped;
    private long _leniencies;

    public int Connections => Volatile.Read(ref _connections);

    public long DroppedMessages => Volatile.Read(ref _dropped);

    public long Leniencies => Volatile.Read(ref _leniencies);

    public void ConnectionOpened() => Interlocked.Increment(ref _connections);

    public void ConnectionClosed() => Interlocked.Decrement(ref _connections);

    public void MessageDropped() => Interlocked.Increment(ref _dropped);

    public void RuleBent() => Interlocked.Increment(ref _leniencies);
}
