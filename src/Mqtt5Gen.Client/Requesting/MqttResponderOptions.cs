using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>How requests are answered (4.10).</summary>
public sealed record MqttResponderOptions
{
    /// <summary>The highest QoS to receive requests with; a response has that of its request. Default: 1.</summary>
    public QoS MaximumQoS { get; init; } = QoS.AtLeastOnce;

    /// <summary>How many requests are handled at once; at least 1. Default: 16.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Told of a request that could not be answered: its handler threw, or the server did not take the response. Default: null, it is written to the log. Such a request is not answered. An exception of its own ends the responder.</summary>
    public Action<MqttMessage, Exception>? OnError { get; init; }
}
