using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sharing;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>Who has subscribed to what. What changes a subscription is called under the session's gate.</summary>
internal sealed class SubscriptionRegistry
{
    private readonly SubscriptionTree<Subscriber, SubscriptionTerms> _tree = new();
    private readonly SharedGroups _groups;

    public SubscriptionRegistry(BrokerOptions options, QueueKeeper queues, BrokerCounters counters) => _groups = new(_tree, options, queues, counters);

    /// <summary>The session's subscription to a filter becomes this one.</summary>
    public void Set(Session session, Utf8String filter, in SubscriptionTerms terms)
    {
        if (TopicFilter.TrySplitShared(filter, out _, out var innerFilter))
        {
            _groups.Join(session, filter, innerFilter, terms);
            return;
        }

        var own = session.Subscriptions ??= [];
        own[filter] = terms; // [MQTT-3.8.4-3]
        _tree.Set(filter, session, terms, out _);
    }

    /// <summary>Takes a subscription away; false if there was none.</summary>
    public bool Remove(Session session, Utf8String filter)
    {
        if (_groups.Leave(session, filter)) return true;
        if (session.Subscriptions is not { } own || !own.Remove(filter)) return false;

        _tree.Remove(filter, session, out _);
        return true;
    }

    /// <summary>Takes all subscriptions away.</summary>
    public void RemoveAll(Session session)
    {
        _groups.LeaveAll(session);
        if (session.Subscriptions is not { } own) return;

        foreach (var filter in own.Keys) _tree.Remove(filter, session, out _);
        session.Subscriptions = null;
    }

    /// <summary>The messages that wait in groups; called without a gate.</summary>
    public (long Messages, long Bytes) WaitingInGroups() => _groups.Waiting();

    /// <summary>Finds who receives messages of a topic.</summary>
    public void Match(ReadOnlySpan<byte> topic, MatchList<Subscriber, SubscriptionTerms> into) => _tree.Match(topic, into);
}
