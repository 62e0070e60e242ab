using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class UnsubscribeHandler(SubscriptionTree<Session, SubscriptionTerms> subscriptions)
{
    public void Handle(in Turn turn, in UnsubscribeView unsubscribe)
    {
        var reasons = new List<ReasonCode>();
        lock (turn.Session)
        {
            if (!turn.IsAttached) return;

            foreach (var filter in unsubscribe.TopicFilters) reasons.Add(Unsubscribe(turn.Session, filter)); // [MQTT-3.10.4-6]
            turn.Connection.Send(new UnsubAck { PacketId = unsubscribe.PacketId, ReasonCodes = [.. reasons] }, turn.Batch); // [MQTT-3.10.4-4] [MQTT-3.10.4-5] [MQTT-3.11.3-1]
        }
    }

    private ReasonCode Unsubscribe(Session session, ReadOnlySpan<byte> filter)
    {
        if (session.Subscriptions is null || !session.Subscriptions.Remove(Utf8String.Copy(filter))) return ReasonCode.NoSubscriptionExisted; // [MQTT-3.10.4-1]

        subscriptions.Remove(filter, session, out _); // [MQTT-3.10.4-2]
        return ReasonCode.Success;
    }
}
