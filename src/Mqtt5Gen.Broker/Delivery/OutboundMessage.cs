using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>A message that one session is to receive: it waits there, or is in flight.</summary>
/// <param name="Message">The message, shared with its other receivers.</param>
/// <param name="QoS">The QoS that it is sent with.</param>
/// <param name="Retain">The RETAIN that it is sent with.</param>
/// <param name="Identifiers">The Subscription Identifiers that it is sent with; null for none.</param>
internal readonly record struct OutboundMessage(Message Message, QoS QoS, bool Retain, uint[]? Identifiers);
