namespace Mqtt5Gen.Client;

/// <summary>What an outbox holds.</summary>
public sealed record MqttOutboxContent
{
    /// <summary>Messages that are released, in the order in which they were; then all others by their Sequence.</summary>
    public IReadOnlyList<MqttOutboxEntry> Messages { get; init; } = [];

    /// <summary>The Packet Identifiers of QoS 2 messages of the server that are taken over and not released.</summary>
    public IReadOnlyList<ushort> Received { get; init; } = [];
}
