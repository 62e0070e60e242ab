using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A step in the life of a client's connections.</summary>
/// <param name="State">Where the client stands now.</param>
public sealed record MqttConnectionChange(MqttConnectionState State)
{
    /// <summary>The server that is or was connected, or is tried next; null for a client over a transport of its user.</summary>
    public Uri? Server { get; init; }

    /// <summary>How the last connection or attempt ended; null when there was none.</summary>
    public MqttDisconnect? Cause { get; init; }

    /// <summary>How many attempts have failed since the last connection.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>How long it waits before the next attempt, in state <see cref="MqttConnectionState.Waiting"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The server's CONNACK, in state <see cref="MqttConnectionState.Connected"/>.</summary>
    public ConnAck? ConnAck { get; init; }
}
