namespace Mqtt5Gen.Broker.Delivery;

/// <summary>A message that one session is to receive: it waits there, or is in flight.</summary>
/// <param name="Message">The message, shared with its other receivers.</param>
/// <param name="Terms">How it is sent.</param>
internal readonly record struct OutboundMessage(Message Message, DeliveryTerms Terms);
