using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>An Application Message, received or to be published (3.3).</summary>
public sealed record MqttMessage
{
    /// <summary>Topic Name (3.3.2.1).</summary>
    public required string Topic { get; init; }

    /// <summary>Payload (3.3.3). Of a message to publish, the bytes must not change until the publish has completed.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>QoS (3.3.1.2).</summary>
    public QoS QoS { get; init; }

    /// <summary>RETAIN (3.3.1.3).</summary>
    public bool Retain { get; init; }

    /// <summary>DUP (3.3.1.1) of a received message: it may have been sent before. Not looked at when publishing.</summary>
    public bool Dup { get; init; }

    /// <summary>Properties (3.3.2.3); null for none. A received message shows no Topic Alias, and Subscription Identifiers only where they are no subscription's of this client.</summary>
    public PublishProperties? Properties { get; init; }

    internal Receipt? Receipt { get; init; }

    /// <summary>
    /// Acknowledges the message (4.3), where it comes from a subscription of <see cref="MqttAcknowledgement.Manual"/> and was not acknowledged before; else nothing happens. The
    /// acknowledgement is sent after those of all earlier messages.
    /// </summary>
    public void Acknowledge() => Receipt?.Give();
}
