using System.Text.Json.Serialization;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>A message as every peer can send it and tell of it.</summary>
internal sealed record PeerMessage(string Topic, string Payload, [property: JsonPropertyName("qos")] int QoS = 1, bool Retain = false)
{
    public string ContentType { get; init; } = "";

    public IReadOnlyList<string[]> UserProperties { get; init; } = [];
}
