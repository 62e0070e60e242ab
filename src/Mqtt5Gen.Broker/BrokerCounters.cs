using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker;

/// <summary>What the broker counts.</summary>
internal sealed class BrokerCounters
{
    private readonly long[] _dropped = new long[Enum.GetValues<DropCause>().Length];
    private readonly Session?[] _latest = new Session?[Enum.GetValues<DropCause>().Length];
    private Session? _latestLenient;
    private int _connections;
    private long _leniencies;
    private long _accepted;

    public int Connections => Volatile.Read(ref _connections);

    public long Leniencies => Volatile.Read(ref _leniencies);

    /// <summary>How many CONNECTs were accepted.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    public long AllDroppedMessages => Enum.GetValues<DropCause>().Sum(DroppedMessages);

    /// <summary>How many topics the broker itself has retained messages on; they count for nobody's limit. Written at a tick only.</summary>
    public int SystemTopics { get; set; }

    public void ClientAccepted() => Interlocked.Increment(ref _accepted);

    public void ConnectionOpened() => Interlocked.Increment(ref _connections);

    public void ConnectionClosed() => Interlocked.Decrement(ref _connections);

    public void RuleBent(Session by)
    {
        _latestLenient = by;
        Interlocked.Increment(ref _leniencies);
    }

    /// <summary>A message was dropped.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="of">Whom it was for, or who published it, where that is one session.</param>
    public void MessageDropped(DropCause cause, Session? of = null)
    {
        if (of is not null) _latest[(int)cause] = of;
        Interlocked.Increment(ref _dropped[(int)cause]);
    }

    public long DroppedMessages(DropCause cause) => Volatile.Read(ref _dropped[(int)cause]);

    /// <summary>Whom the last message dropped for this cause was for; forgotten with that.</summary>
    public Session? TakeLatest(DropCause cause) => Interlocked.Exchange(ref _latest[(int)cause], null);

    /// <summary>Who was last treated leniently; forgotten with that.</summary>
    public Session? TakeLatestLenient() => Interlocked.Exchange(ref _latestLenient, null);
}
