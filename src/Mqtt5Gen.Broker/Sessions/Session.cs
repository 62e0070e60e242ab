using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Sharing;
using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Broker.Wills;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>What the broker remembers of one client (4.1), with or without a connection.</summary>
/// <remarks>
/// It is its own gate: <c>lock (session)</c> guards all of it, and the output of the connections that it has and had. No thread
/// that holds one session's gate takes another's.
/// </remarks>
internal sealed class Session(Utf8String clientId, SessionTimer timer) : Subscriber, IDueWork
{
    private WaitingQueue? _waiting;
    private Queue<RetainedReplay>? _replays;

    public Utf8String ClientId { get; } = clientId;

    /// <summary>The connection it has; every other one that had it must leave it alone.</summary>
    public Connection? Connection { get; set; }

    /// <summary>Whether CONNECT has yet to begin it.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>Whether it is forgotten: nothing may be added to it.</summary>
    public bool IsEnded { get; set; }

    public SessionExpiry Expiry { get; set; }

    /// <summary>When its last connection closed.</summary>
    public long ClosedAt { get; set; }

    /// <summary>Who its client was found to be; null where that matters to nobody.</summary>
    public Principal? Principal { get; set; }

    public Will? Will { get; set; }

    public SendWindow<OutboundMessage> Sending { get; } = new();

    public ReceiveWindow Receiving { get; } = new();

    /// <summary>Its subscriptions by Topic Filter; the tree of all sessions has them too.</summary>
    public Dictionary<Utf8String, SubscriptionTerms>? Subscriptions { get; set; }

    /// <summary>Its Shared Subscriptions; none until the first.</summary>
    public SessionShares? Shares { get; set; }

    public int SubscriptionCount => (Subscriptions?.Count ?? 0) + (Shares?.Members.Count ?? 0);

    /// <summary>The bytes of the messages that are in flight.</summary>
    public long InFlightBytes { get; set; }

    /// <summary>The bytes of the messages that wait or are in flight.</summary>
    public long HeldBytes => InFlightBytes + WaitingBytes;

    /// <summary>Whether it stands in the list of those that wait for room in their output.</summary>
    public bool WaitsForRoom { get; set; }

    /// <summary>Messages that are not sent yet.</summary>
    public WaitingQueue Waiting => _waiting ??= new();

    /// <summary>Retained messages that new subscriptions are still to be sent.</summary>
    public Queue<RetainedReplay> Replays => _replays ??= new();

    public int WaitingCount => _waiting?.Count ?? 0;

    public long WaitingBytes => _waiting?.Bytes ?? 0;

    public bool HasAtMostOnceWaiting => _waiting is { HasAtMostOnce: true };

    public int ReplayCount => _replays?.Count ?? 0;

    long IDueWork.ArmedFor { get; set; }

    /// <summary>When the session ends, its connection being closed.</summary>
    public long EndsAt => Expiry.EndsAt(ClosedAt);

    /// <summary>When its will is due: after its delay, or when the session ends before.</summary>
    public long WillDueAt => Will is null ? Schedule.Never : Math.Min(ClosedAt + Will.DelayMilliseconds, EndsAt); // [MQTT-3.1.2-8]

    public bool HasSubscription(Utf8String filter) =>
        (Subscriptions?.ContainsKey(filter) ?? false) || (Shares?.Members.ContainsKey(filter) ?? false);

    long IDueWork.Run(long now, FlushBatch batch) => timer.Run(this, now, batch);

    /// <summary>Takes the will out of the session: it is published, or withdrawn. [MQTT-3.1.2-10]</summary>
    public Will? TakeWill()
    {
        var will = Will;
        Will = null;
        return will;
    }

    /// <summary>A message that is no longer in flight, or null.</summary>
    public void LetGo(in OutboundMessage outbound) => InFlightBytes -= outbound.Message?.Size ?? 0;

    /// <summary>Lets go of what only a connection needs.</summary>
    public void Close()
    {
        Sending.Close();
        Receiving.Close();
        Shares?.Detach();
        _replays = null; // a retained message is sent on SUBSCRIBE; what is not sent by now is not part of the session (4.1)
        if (WaitingCount == 0) _waiting = null;
    }

    /// <summary>Forgets every message.</summary>
    public void Clear()
    {
        Sending.Clear();
        Receiving.Clear();
        _waiting = null;
        _replays = null;
        InFlightBytes = 0;
    }
}
