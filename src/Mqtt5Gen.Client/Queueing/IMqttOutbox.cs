namespace Mqtt5Gen.Client;

/// <summary>Where a client keeps its QoS 1 and QoS 2 messages and the state of their flows, so that they survive its process (4.1).</summary>
/// <remarks>
/// The client calls one method at a time. It sends nothing that an outbox has not committed: not a PUBLISH before its <see cref="MqttOutboxChangeKind.Sent"/>, not a PUBREL
/// before its <see cref="MqttOutboxChangeKind.Released"/>, not a PUBREC before its <see cref="MqttOutboxChangeKind.Received"/>, not a PUBCOMP before its
/// <see cref="MqttOutboxChangeKind.Forgotten"/>. So after a crash at any point the flows go on where they were, at QoS 2 without a message twice, as long as the server
/// keeps the Session (<see cref="MqttClientOptions.SessionExpiryInterval"/>) under the same Client Identifier. QoS 0 never comes here. An outbox belongs to one client at a
/// time, which does not dispose it.
/// </remarks>
public interface IMqttOutbox
{
    /// <summary>What was committed before; called once, before the first connection.</summary>
    ValueTask<MqttOutboxContent> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes changes durable, in order and all or none: completes when they are. Many publishes at once come as one call. An exception ends the client,
    /// since what it promised could not be kept.
    /// </summary>
    ValueTask CommitAsync(IReadOnlyList<MqttOutboxChange> changes, CancellationToken cancellationToken);
}
