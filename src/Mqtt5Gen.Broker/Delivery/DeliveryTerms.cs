using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Sharing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>How one receiver is sent a message: what all its subscriptions that match come to.</summary>
/// <param name="QoS">The QoS.</param>
/// <param name="Retain">RETAIN.</param>
/// <param name="Identifiers">The Subscription Identifiers; null for none.</param>
/// <param name="Share">The Shared Subscription that it is sent for; null where it is the receiver's own.</param>
internal readonly record struct DeliveryTerms(QoS QoS, bool Retain, uint[]? Identifiers, SharedGroup? Share = null)
{
    /// <summary>One copy for all subscriptions that match; false when none of them wants the message.</summary>
    public static bool TryCombine(in MatchedSubscriber<Subscriber, SubscriptionTerms> match, Session publisher, QoS qos, bool retain, out DeliveryTerms terms)
    {
        if (match.IsSingle)
        {
            var only = match.First;
            terms = new(Lower(qos, only.MaximumQoS), retain && only.RetainAsPublished, only.Identifiers); // [MQTT-3.3.1-12] [MQTT-3.3.1-13]
            return !only.NoLocal || !IsOwn(match.Subscriber, publisher); // [MQTT-3.8.3-3]
        }

        return TryCombineMany(match, publisher, qos, retain, out terms);
    }

    private static bool TryCombineMany(in MatchedSubscriber<Subscriber, SubscriptionTerms> match, Session publisher, QoS qos, bool retain, out DeliveryTerms terms)
    {
        var wanted = false;
        var keepsRetain = false;
        var maximum = QoS.AtMostOnce;
        uint[]? identifiers = null;
        foreach (var subscription in match)
        {
            if (subscription.NoLocal && IsOwn(match.Subscriber, publisher)) continue; // [MQTT-3.8.3-3]

            wanted = true;
            keepsRetain |= subscription.RetainAsPublished;
            if (subscription.MaximumQoS > maximum) maximum = subscription.MaximumQoS; // [MQTT-3.3.4-2]
            if (subscription.Identifiers is { } more) identifiers = identifiers is null ? more : [.. identifiers, .. more]; // [MQTT-3.3.4-4]
        }

        terms = new(Lower(qos, maximum), retain && keepsRetain, identifiers);
        return wanted;
    }

    private static QoS Lower(QoS published, QoS maximum) => published < maximum ? published : maximum; // [MQTT-3.8.4-8]

    private static bool IsOwn(Subscriber subscriber, Session publisher) =>
        ReferenceEquals(subscriber, publisher) || (subscriber is Session session && session.ClientId == publisher.ClientId);
}
