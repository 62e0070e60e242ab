using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class SubscribeHandler(
    BrokerOptions options,
    Announced server,
    AccessControl access,
    SubscriptionRegistry subscriptions,
    RetainedTree<Message> retained,
    Pump pump,
    ConnectionCloser closer)
{
    public void Handle(in Turn turn, in SubscribeView subscribe)
    {
        var connection = turn.Connection;
        var broken = connection.Version >= ProtocolVersion.V5 ? subscribe.CheckLimits(Role.Client, connection.Client, server) : default;
        if (!broken.IsNone)
        {
            closer.Disconnect(turn, broken);
            return;
        }

        uint[]? identifiers = subscribe.Properties.SubscriptionIdentifier is { } identifier ? [identifier] : null;
        var reasons = new List<ReasonCode>();
        lock (turn.Session)
        {
            if (!turn.IsAttached) return;

            foreach (var subscription in subscribe.Subscriptions) reasons.Add(Subscribe(turn, subscription, identifiers)); // [MQTT-3.8.4-5]
            connection.Send(SubAck(connection, subscribe.PacketId, reasons), turn.Batch); // [MQTT-2.2.1-6] [MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-6] [MQTT-3.9.3-1]
            pump.Run(turn.Session, turn.Now, turn.Batch);
        }
    }

    private static SubAck SubAck(Connection to, ushort packetId, List<ReasonCode> reasons)
    {
        var subAck = new SubAck { PacketId = packetId, ReasonCodes = [.. reasons] };
        if (to.Explain(reasons.Select(Explanations.OfSubscription).FirstOrDefault(text => text is not null)) is not { } explanation) return subAck;
        return (subAck with { Properties = new() { ReasonString = explanation } }).FitTo(to.MaximumPacketSize, to.Version);
    }

    private ReasonCode Subscribe(in Turn turn, in SubscriptionView subscription, uint[]? identifiers)
    {
        var session = turn.Session;
        var filter = Utf8String.Copy(subscription.TopicFilter);
        var isShared = TextShapes.IsShared(filter);
        if (isShared && CheckShared(filter) is var refusal and not ReasonCode.Success) return refusal;
        if (!options.WildcardSubscriptionAvailable && TextShapes.IsWildcard(filter)) return ReasonCode.WildcardSubscriptionsNotSupported;
        if (TopicLevels.Count(filter) > options.TopicLevels) return ReasonCode.TopicFilterInvalid;

        if (!access.MaySubscribe(turn.Connection.Principal, filter, subscription.MaximumQoS)) return ReasonCode.NotAuthorized; // [MQTT-3.8.4-7]

        var isNew = !session.HasSubscription(filter);
        if (isNew && session.SubscriptionCount >= options.SubscriptionsPerSession) return ReasonCode.QuotaExceeded;

        var granted = subscription.MaximumQoS < options.MaximumQoS ? subscription.MaximumQoS : options.MaximumQoS; // [MQTT-3.2.2-10]
        var terms = new SubscriptionTerms(granted, subscription.NoLocal, subscription.RetainAsPublished, identifiers);
        subscriptions.Set(session, filter, terms); // [MQTT-3.8.4-3]
        var isSentRetained = !isShared && WantsRetained(subscription.RetainHandling, isNew); // a group is sent none (4.8.2)
        if (isSentRetained) session.Replays.Enqueue(new(retained.Walk(filter), terms)); // [MQTT-3.8.4-4]
        return (ReasonCode)granted; // [MQTT-3.8.4-7]
    }

    /// <summary>What decoding and the limits see to in 5.0: to 3.1.1 the form means nothing.</summary>
    private ReasonCode CheckShared(ReadOnlySpan<byte> filter)
    {
        if (!options.SharedSubscriptionAvailable) return ReasonCode.SharedSubscriptionsNotSupported;
        var isWellFormed = TopicFilter.TrySplitShared(filter, out var shareName, out _) && !TextShapes.IsWildcard(shareName);
        return isWellFormed ? ReasonCode.Success : ReasonCode.TopicFilterInvalid;
    }

    private static bool WantsRetained(RetainHandling handling, bool isNew) => handling switch
    {
        RetainHandling.SendOnSubscribe => true, // [MQTT-3.3.1-9]
        RetainHandling.SendIfNew => isNew, // [MQTT-3.3.1-10]
        _ => false, // [MQTT-3.3.1-11]
    };
}
