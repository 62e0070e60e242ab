using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class SubscribeHandler(BrokerOptions options, SubscriptionTree<Session, SubscriptionTerms> subscriptions, RetainedTree<Message> retained, Pump pump)
{
    public void Handle(in Turn turn, in SubscribeView subscribe)
    {
        uint[]? identifiers = subscribe.Properties.SubscriptionIdentifier is { } identifier ? [identifier] : null;
        var reasons = new List<ReasonCode>();
        lock (turn.Session)
        {
            if (!turn.IsAttached) return;

            foreach (var subscription in subscribe.Subscriptions) reasons.Add(Subscribe(turn.Session, subscription, identifiers)); // [MQTT-3.8.4-5]
            turn.Connection.Send(new SubAck { PacketId = subscribe.PacketId, ReasonCodes = [.. reasons] }, turn.Batch); // [MQTT-2.2.1-6] [MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-6] [MQTT-3.9.3-1]
            pump.Run(turn.Session, turn.Now, turn.Batch);
        }
    }

    private ReasonCode Subscribe(Session session, in SubscriptionView subscription, uint[]? identifiers)
    {
        var filter = subscription.TopicFilter;
        if (TextShapes.IsShared(filter)) return ReasonCode.SharedSubscriptionsNotSupported;

        var own = session.Subscriptions ??= [];
        var key = Utf8String.Copy(filter);
        var isNew = !own.ContainsKey(key);
        if (isNew && own.Count >= options.SubscriptionsPerSession) return ReasonCode.QuotaExceeded;

        var terms = new SubscriptionTerms(subscription.MaximumQoS, subscription.NoLocal, subscription.RetainAsPublished, identifiers);
        own[key] = terms; // [MQTT-3.8.4-3]
        subscriptions.Set(filter, session, terms, out _);
        if (WantsRetained(subscription.RetainHandling, isNew)) session.Replays.Enqueue(new(retained.Walk(filter), terms)); // [MQTT-3.8.4-4]
        return (ReasonCode)subscription.MaximumQoS; // [MQTT-3.8.4-7] [MQTT-3.2.2-10]
    }

    private static bool WantsRetained(RetainHandling handling, bool isNew) => handling switch
    {
        RetainHandling.SendOnSubscribe => true, // [MQTT-3.3.1-9]
        RetainHandling.SendIfNew => isNew, // [MQTT-3.3.1-10]
        _ => false, // [MQTT-3.3.1-11]
    };
}
