using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>How a request is sent (4.10).</summary>
public sealed record MqttRequestOptions
{
    /// <summary>How long to wait for the response, 24 days at the most; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is for ever. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>QoS of the request. Default: 1.</summary>
    public QoS QoS { get; init; } = QoS.AtLeastOnce;

    /// <summary>Properties of the request; Response Topic and Correlation Data are the client's to set. Default: null, none.</summary>
    public PublishProperties? Properties { get; init; }

    internal void Check()
    {
        if (Timeout == System.Threading.Timeout.InfiniteTimeSpan) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Timeout, MqttClientOptions.LongestTimeout);
    }
}
