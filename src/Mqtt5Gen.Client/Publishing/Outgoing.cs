using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A message to be published.</summary>
internal readonly record struct Outgoing(string Topic, ReadOnlyMemory<byte> Payload, QoS QoS, bool Retain, PublishProperties? Properties)
{
    /// <summary>Without what belongs to the connection that a received message came by.</summary>
    public static Outgoing Of(MqttMessage message)
    {
        var properties = message.Properties is { SubscriptionIdentifiers.Count: > 0 } or { TopicAlias: not null }
            ? message.Properties with { SubscriptionIdentifiers = [], TopicAlias = null } // [MQTT-3.3.4-6]
            : message.Properties;
        return new(message.Topic, message.Payload, message.QoS, message.Retain, properties);
    }

    public MqttMessage ToMessage() => new() { Topic = Topic, Payload = Payload, QoS = QoS, Retain = Retain, Properties = Properties };
}
