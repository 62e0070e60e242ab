namespace Mqtt5Gen.Client;

/// <summary>The queue of messages that wait to be sent: for a connection, for the server's Receive Maximum, or for room in the send buffer.</summary>
public sealed record MqttQueueOptions
{
    /// <summary>How many messages of every QoS wait; at least 1. Default: 10,000.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>What happens when more are published. Default: <see cref="MqttQueueFull.Wait"/>.</summary>
    public MqttQueueFull WhenFull { get; init; }

    /// <summary>Whether QoS 0 messages, too, wait for a connection; if not, publishing one without a connection fails with 0x88 (Server unavailable). Default: true.</summary>
    public bool KeepsQoS0 { get; init; } = true;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Capacity);
        if (!Enum.IsDefined(WhenFull)) throw new ArgumentOutOfRangeException(nameof(WhenFull), WhenFull, null);
    }
}
