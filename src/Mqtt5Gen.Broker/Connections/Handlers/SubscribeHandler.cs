using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class SubscribeHandler(
    BrokerOptions options,
    Announced server,
    SubscriptionTree<Session, SubscriptionTerms> subscriptions,
    RetainedTree<Message> retained,
    Pump pump,
    ConnectionCloser closer)
{
    public void Handle(in Turn turn, in SubscribeView subscribe)
    {
        var broken = turn.Connection.Version >= ProtocolVersion.V5 ? subscribe.CheckLimits(Role.Client, turn.Connection.Client, server) : default;
        if (!broken.IsNone)
        {
            closer.Disconnect(turn, broken.Answer, broken.ToString());
            return;
        }

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

        if (!options.WildcardSubscriptionAvailable && TopicFilter.HasWildcards(filter)) return ReasonCode.WildcardSubscriptionsNotSupported;
        if (TopicLevels.Count(filter) > options.TopicLevels) return ReasonCode.TopicFilterInvalid;

        var own = session.Subscriptions ??= [];
        var key = Utf8String.Copy(filter);
        var isNew = !own.ContainsKey(key);
        if (isNew && own.Count >= options.SubscriptionsPerSession) return ReasonCode.QuotaExceeded;

        var granted = subscription.MaximumQoS < options.MaximumQoS ? subscription.MaximumQoS : options.MaximumQoS; // [MQTT-3.2.2-10]
        var terms = new SubscriptionTerms(granted, subscription.NoLocal, subscription.RetainAsPublished, identifiers);
        own[key] = terms; // [MQTT-3.8.4-3]
        subscriptions.Set(filter, session, terms, out _);
        if (WantsRetained(subscription.RetainHandling, isNew)) session.Replays.Enqueue(new(retained.Walk(filter), terms)); // [MQTT-3.8.4-4]
        return (ReasonCode)granted; // [MQTT-3.8.4-7]
    }

    private static bool WantsRetained(RetainHandling handling, bool isNew) => handling switch
    {
        RetainHandling.SendOnSubscribe => true, // [MQTT-3.3.1-9]
        RetainHandling.SendIfNew => isNew, // [MQTT-3.3.1-10]
        _ => false, // [MQTT-3.3.1-11]
    };
}
