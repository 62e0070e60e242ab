using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>All Shared Subscriptions: a group for each filter, as long as it has members. Called under the member's gate.</summary>
internal sealed class SharedGroups(SubscriptionTree<Subscriber, SubscriptionTerms> tree, BrokerOptions options, QueueKeeper queues, BrokerCounters counters)
{
    private readonly Dictionary<Utf8String, SharedGroup> _groups = [];
    private readonly Lock _lock = new();

    /// <summary>How many messages wait in groups, and their bytes.</summary>
    public (long Messages, long Bytes) Waiting()
    {
        lock (_lock)
        {
            return _groups.Values.Select(group => group.Waiting).Aggregate((Messages: 0L, Bytes: 0L), (sum, one) => (sum.Messages + one.Count, sum.Bytes + one.Bytes));
        }
    }

    /// <summary>Makes the session a member, or changes its terms.</summary>
    /// <param name="session">The session.</param>
    /// <param name="filter">The whole filter.</param>
    /// <param name="innerFilter">The part of it that topics are matched with.</param>
    /// <param name="terms">What the client asked for.</param>
    public void Join(Session session, Utf8String filter, ReadOnlySpan<byte> innerFilter, in SubscriptionTerms terms)
    {
        var shares = session.Shares ??= new();
        if (shares.Members.TryGetValue(filter, out var member))
        {
            member.Group.Join(member, terms, isNew: false);
            return;
        }

        lock (_lock)
        {
            var isFirst = !_groups.TryGetValue(filter, out var group);
            if (isFirst) _groups[filter] = group = new SharedGroup(filter, options, queues, counters);
            member = new SharedMember(group!, session);
            group!.Join(member, terms, isNew: true);
            if (isFirst) tree.Set(innerFilter, group, default, out _);
        }

        shares.Members[filter] = member;
        shares.LookLater(member);
    }

    /// <summary>Ends the membership; false if there was none.</summary>
    public bool Leave(Session session, Utf8String filter)
    {
        if (session.Shares is not { } shares || !shares.Members.Remove(filter, out var member)) return false;

        Leave(member);
        return true;
    }

    /// <summary>Ends all memberships of the session.</summary>
    public void LeaveAll(Session session)
    {
        if (session.Shares is not { } shares) return;
        foreach (var member in shares.Members.Values) Leave(member);
        session.Shares = null;
    }

    private void Leave(SharedMember member)
    {
        lock (_lock)
        {
            if (!member.Group.Leave(member)) return;

            _groups.Remove(member.Group.Filter);
            TopicFilter.TrySplitShared(member.Group.Filter.Span, out _, out var innerFilter);
            tree.Remove(innerFilter, member.Group, out _);
        }
    }
}
