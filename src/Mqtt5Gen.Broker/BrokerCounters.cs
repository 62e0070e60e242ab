namespace Mqtt5Gen.Broker;

/// <summary>What the broker counts.</summary>
internal sealed class BrokerCounters
{
    private readonly long[] _dropped = new long[Enum.GetValues<DropCause>().Length];
    private int _connections;
    private long _leniencies;

    public int Connections => Volatile.Read(ref _connections);

    public long Leniencies => Volatile.Read(ref _leniencies);

    public void ConnectionOpened() => Interlocked.Increment(ref _connections);

    public void ConnectionClosed() => Interlocked.Decrement(ref _connections);

    public void RuleBent() => Interlocked.Increment(ref _leniencies);

    public void MessageDropped(DropCause cause) => Interlocked.Increment(ref _dropped[(int)cause]);

    public long DroppedMessages(DropCause cause) => Volatile.Read(ref _dropped[(int)cause]);
}
