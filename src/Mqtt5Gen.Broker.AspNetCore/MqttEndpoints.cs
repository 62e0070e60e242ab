namespace Mqtt5Gen.Broker.AspNetCore;

/// <summary>Where the broker really listens, once the host has started.</summary>
public sealed class MqttEndpoints
{
    /// <summary>One URL a listener, in the order of the options, each with its real port.</summary>
    public IReadOnlyList<string> Urls { get; internal set; } = [];
}
