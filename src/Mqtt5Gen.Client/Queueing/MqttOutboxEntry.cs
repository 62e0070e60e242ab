using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A message that an outbox holds.</summary>
/// <param name="Sequence">Its place in the order of publishing.</param>
/// <param name="PacketId">The Packet Identifier that it was sent with; 0 when it was not sent.</param>
/// <param name="Message">The message; null once it is released.</param>
public sealed record MqttOutboxEntry(long Sequence, ushort PacketId, MqttMessage? Message)
{
    internal QoS QoS => Message?.QoS ?? QoS.ExactlyOnce;
}
