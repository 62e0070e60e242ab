namespace Mqtt5Gen.Client;

/// <summary>One change of what an outbox holds.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Sequence">The message's place in the order of publishing; 0 where the change is about a message of the server.</param>
/// <param name="PacketId">The Packet Identifier, of <see cref="MqttOutboxChangeKind.Sent"/>, <see cref="MqttOutboxChangeKind.Received"/> and <see cref="MqttOutboxChangeKind.Forgotten"/>.</param>
/// <param name="Message">The message, of <see cref="MqttOutboxChangeKind.Added"/>. Its payload is the caller's memory: copy what is to outlive the commit.</param>
/// <param name="ExpiresAt">When that message expires by its Message Expiry Interval (3.3.2.3.3); null where it has none.</param>
public readonly record struct MqttOutboxChange(MqttOutboxChangeKind Kind, long Sequence = 0, ushort PacketId = 0, MqttMessage? Message = null, DateTimeOffset? ExpiresAt = null);
