using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>What a client asked for with a subscription (3.8.3.1).</summary>
/// <param name="MaximumQoS">The highest QoS at which it is sent messages.</param>
/// <param name="NoLocal">Whether its own messages are kept from it.</param>
/// <param name="RetainAsPublished">Whether messages keep their RETAIN.</param>
/// <param name="Identifiers">Its one Subscription Identifier, shared by all that is sent for it; null for none.</param>
internal readonly record struct SubscriptionTerms(QoS MaximumQoS, bool NoLocal, bool RetainAsPublished, uint[]? Identifiers);
