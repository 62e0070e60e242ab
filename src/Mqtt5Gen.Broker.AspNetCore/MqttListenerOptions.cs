namespace Mqtt5Gen.Broker.AspNetCore;

/// <summary>One listener.</summary>
public sealed class MqttListenerOptions
{
    /// <summary>Where it listens: <c>mqtt://HOST:PORT</c> (HOST is an IP address, <c>localhost</c>, or <c>*</c> for all addresses; port 0 takes a free one), <c>ws://HOST:PORT/PATH</c> for WebSockets (without a path: at any) or <c>unix:/PATH</c>.</summary>
    public string Url { get; set; } = "";
}
