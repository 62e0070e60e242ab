using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker.Telemetry;

/// <summary>Counts what there is by looking at all of it, now and then, so that nobody has to keep count.</summary>
internal sealed class CensusTaker(SessionRegistry sessions, SubscriptionRegistry subscriptions, RetainedTree<Message> retained, BrokerCounters counters)
{
    /// <summary>Sessions are not held while they are counted: what moves meanwhile is counted as it is met.</summary>
    public Census Take()
    {
        int connected = 0, disconnected = 0;
        long own = 0, shared = 0;
        var (messages, bytes) = subscriptions.WaitingInGroups();
        foreach (var session in sessions.All)
        {
            if (session.Connection is null) disconnected++;
            else connected++;
            own += session.Subscriptions?.Count ?? 0;
            shared += session.Shares?.Members.Count ?? 0;
            messages += session.WaitingCount;
            bytes += session.WaitingBytes;
        }

        return new(connected, disconnected, own, shared, messages + retained.Count - counters.SystemTopics, bytes);
    }
}
