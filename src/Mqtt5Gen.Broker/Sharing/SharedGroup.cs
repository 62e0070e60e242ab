using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>A Shared Subscription: its members, and the messages that none of them could take yet (4.8.2).</summary>
/// <remarks>
/// Messages wait here and not with a member, so that whoever has room next takes them. Its lock is innermost: it is taken under
/// a session's gate, and nothing is called under it. As long as a member is ready nothing waits, so neither has to look for the other.
/// </remarks>
internal sealed class SharedGroup(Utf8String filter, BrokerOptions options, QueueKeeper queues, BrokerCounters counters) : Subscriber
{
    private const int LeastInflightLooksAt = 32;

    private readonly Lock _lock = new();
    private readonly WaitingQueue _waiting = new();
    private readonly StickyPlaces? _sticky = options.SharedSubscriptions is SharedSubscriptionStrategy.Sticky ? new() : null;
    private MemberLine _ready;
    private MemberLine _busy;
    private int _members;
    private int _acknowledging;

    /// <summary>The whole filter, <c>$share/{ShareName}/{filter}</c>.</summary>
    public Utf8String Filter => filter;

    /// <summary>How many messages wait, and their bytes.</summary>
    public (int Count, long Bytes) Waiting
    {
        get
        {
            lock (_lock) return (_waiting.Count, _waiting.Bytes);
        }
    }

    /// <summary>Whether a member is connected.</summary>
    public bool IsAttended
    {
        get
        {
            lock (_lock) return _ready.First is not null || _busy.First is not null;
        }
    }

    /// <summary>Under the session's gate: a new member, or new terms for one.</summary>
    public void Join(SharedMember member, in SubscriptionTerms terms, bool isNew)
    {
        lock (_lock)
        {
            if (!isNew && member.Terms.MaximumQoS > QoS.AtMostOnce) _acknowledging--;
            if (terms.MaximumQoS > QoS.AtMostOnce) _acknowledging++;
            if (isNew) _members++;
            member.Terms = terms;
        }
    }

    /// <summary>Under the session's gate: the member goes. True if it was the last: what waits is deleted.</summary>
    public bool Leave(SharedMember member)
    {
        lock (_lock)
        {
            MoveTo(MemberState.Left, member);
            _sticky?.Forget(member);
            if (member.Terms.MaximumQoS > QoS.AtMostOnce) _acknowledging--;
            _members--;
            return _members == 0;
        }
    }

    /// <summary>Under the session's gate: its connection comes and goes, and so does the room in it. False if it is no longer a member, or is so already.</summary>
    public bool Move(SharedMember member, MemberState state)
    {
        lock (_lock)
        {
            if (member.State == state || member.State is MemberState.Left) return false;
            MoveTo(state, member);
            return true;
        }
    }

    /// <summary>Under the session's gate: the next message that waits, for a member that has room. If there is none, it is ready from now on.</summary>
    public bool TryTake(SharedMember member, long now, out OutboundMessage outbound)
    {
        outbound = default;
        lock (_lock)
        {
            if (member.State is not MemberState.Busy) return false;

            while (_waiting.TryTake(hasWindow: true, out outbound))
            {
                if (!outbound.Message.HasExpired(now)) return true;
                counters.MessageDropped(DropCause.Expired); // [MQTT-3.3.2-5]
            }

            MoveTo(MemberState.Ready, member);
            return false;
        }
    }

    /// <summary>Who is to be offered a message. Null when nobody is: then it waits, or is dropped.</summary>
    /// <param name="outgoing">The message.</param>
    /// <param name="publisher">Who published it.</param>
    /// <param name="refused">Who did not take it; null at first.</param>
    /// <param name="mayWait">Whether it may wait when nobody is there to take it.</param>
    public SharedMember? Choose(ref Outgoing outgoing, Utf8String publisher, SharedMember? refused, bool mayWait)
    {
        lock (_lock)
        {
            if (_members == 0) return null;

            var isAcknowledged = outgoing.QoS > QoS.AtMostOnce && _acknowledging > 0;
            var chosen = _sticky is null ? ChooseReady(isFirst: refused is null) : ChooseSticky(ref _sticky[publisher], refused);
            if (chosen is null && !isAcknowledged) chosen = _busy.First; // QoS 0 needs no window
            if (chosen is null)
            {
                if (mayWait && (isAcknowledged || options.QueueQoS0)) Keep(ref outgoing);
                return null;
            }

            LineOf(chosen.State).MoveToEnd(chosen);
            return chosen;
        }
    }

    /// <summary>Lets a message wait that those who are connected do not take.</summary>
    public void KeepRefused(ref Outgoing outgoing)
    {
        lock (_lock)
        {
            if (_members > 0) Keep(ref outgoing);
        }
    }

    private SharedMember? ChooseReady(bool isFirst)
    {
        var chosen = _ready.First;
        if (chosen is null || !isFirst || options.SharedSubscriptions is not SharedSubscriptionStrategy.LeastInflight) return chosen;

        var looks = 1;
        for (var member = chosen.Next; member is not null && looks < LeastInflightLooksAt; member = member.Next, looks++)
        {
            // Another thread may change it meanwhile; nearly right is good enough for a choice.
            if (member.Session.Sending.Count < chosen.Session.Sending.Count) chosen = member;
        }

        return chosen;
    }

    private SharedMember? ChooseSticky(ref SharedMember? place, SharedMember? refused)
    {
        if (place is { IsConnected: true } && place != refused) return place;
        place = OtherThan(refused, _ready.First) ?? OtherThan(refused, _busy.First);
        return place;
    }

    private static SharedMember? OtherThan(SharedMember? refused, SharedMember? first) => first is not null && first == refused ? first.Next : first;

    private void Keep(ref Outgoing outgoing)
    {
        var outbound = new OutboundMessage(outgoing.Message, new(outgoing.QoS, outgoing.Retain, Identifiers: null));
        if (!queues.TryAdd(_waiting, outbound, besides: 0, outgoing.Now)) counters.MessageDropped(DropCause.QueueFull);
    }

    private void MoveTo(MemberState state, SharedMember member)
    {
        if (member.IsConnected) LineOf(member.State).Remove(member);
        member.State = state;
        if (member.IsConnected) LineOf(state).Append(member);
    }

    private ref MemberLine LineOf(MemberState state)
    {
        if (state is MemberState.Ready) return ref _ready;
        return ref _busy;
    }
}
