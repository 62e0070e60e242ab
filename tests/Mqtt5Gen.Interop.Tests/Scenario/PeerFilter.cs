using System.Text.Json.Serialization;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>What a peer subscribes to.</summary>
internal sealed record PeerFilter(string Filter, [property: JsonPropertyName("qos")] int QoS = 1);
