using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A message that an outbox holds.</summary>
/// <param name="Sequence">Its place in the order of publishing.</param>
/// <param name="PacketId">The Packet Identifier that it was sent with; 0 when it was not sent.</param>
/// <param name="Message">The message; null once it is released.</param>
/// <param name="ExpiresAt">When it expires by its Message Expiry Interval (3.3.2.3.3); null where it has none, or is released.</param>
public sealed record MqttOutboxEntry(long Sequence, ushort PacketId, MqttMessage? Message, DateTimeOffset? ExpiresAt = null)
{
    internal QoS QoS => Message?.QoS ?? QoS.ExactlyOnce;
}
