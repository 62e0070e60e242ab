using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Sharing;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>Publishes wills, as their clients would have, and gives messages of groups to other members; and tells that they are gone.</summary>
internal sealed class EstateSettler(Router router, SharedDeliverer sharing, BrokerCounters counters, BrokerObserver observer)
{
    /// <summary>Outside every gate.</summary>
    public void Settle(in Estate estate, Session of, long now, FlushBatch batch)
    {
        if (estate.Closed is { } closed) observer.Disconnected(closed, closed.End);
        if (estate.Will is { } will) router.Route(will.ToMessage(of.ClientId, now), of, now, batch);
        if (estate.Shared is not { } shared) return;

        foreach (var (message, terms) in shared)
        {
            if (message.HasExpired(now))
            {
                counters.MessageDropped(DropCause.Expired); // [MQTT-3.3.2-5]
                continue;
            }

            var outgoing = new Outgoing(message, now);
            sharing.Deliver(terms.Share!, ref outgoing, message.Publisher, batch);
        }
    }
}
