using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Payloads in JSON, by the contracts that the source generator of System.Text.Json makes.</summary>
public static class MqttJson
{
    /// <summary>The Content Type of JSON (3.3.2.3.9).</summary>
    public const string ContentType = "application/json";

    /// <summary>
    /// Publishes a value as JSON, with its <see cref="ContentType"/> and Payload Format Indicator 1 (3.3.2.3.2), which only 5.0 carries.
    /// See <see cref="MqttClient.PublishAsync(MqttMessage, CancellationToken)"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">The contract cannot write this value.</exception>
    public static Task<PublishResult> PublishJsonAsync<T>(
        this MqttClient client, string topic, T value, JsonTypeInfo<T> contract, QoS qos = QoS.AtMostOnce, bool retain = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PublishAsync(ToMessage(topic, value, contract) with { QoS = qos, Retain = retain }, cancellationToken);
    }

    /// <summary>A message with a value as JSON, its <see cref="ContentType"/> and Payload Format Indicator 1.</summary>
    /// <exception cref="NotSupportedException">The contract cannot write this value.</exception>
    public static MqttMessage ToMessage<T>(string topic, T value, JsonTypeInfo<T> contract) => new()
    {
        Topic = topic,
        Payload = JsonSerializer.SerializeToUtf8Bytes(value, contract),
        Properties = new() { PayloadFormatIndicator = PayloadFormat.Utf8, ContentType = ContentType },
    };

    /// <summary>The value in a message's payload, whatever its Content Type says.</summary>
    /// <exception cref="JsonException">The payload is not JSON, or not of this contract.</exception>
    public static T? ReadJson<T>(this MqttMessage message, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(message);
        return JsonSerializer.Deserialize(message.Payload.Span, contract);
    }
}
