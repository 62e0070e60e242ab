using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The Will Message, which the server publishes when the connection ends without a DISCONNECT of 0x00 (3.1.2.5).</summary>
public sealed record MqttWill
{
    /// <summary>Will Topic (3.1.3.3).</summary>
    public required string Topic { get; init; }

    /// <summary>Will Payload (3.1.3.4). Default: empty.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Will QoS (3.1.2.6). Default: 0.</summary>
    public QoS QoS { get; init; }

    /// <summary>Will Retain (3.1.2.7). Default: false.</summary>
    public bool Retain { get; init; }

    /// <summary>Will Properties, the Will Delay Interval among them (3.1.3.2); not sent over 3.1.1. Default: null, none.</summary>
    public WillProperties? Properties { get; init; }
}
