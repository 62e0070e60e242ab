namespace Mqtt5Gen.Client;

/// <summary>Where a client stands with its connection.</summary>
public enum MqttConnectionState : byte
{
    /// <summary>It was made and not started (<see cref="MqttClient.Create(Uri, MqttClientOptions?)"/>): nobody has asked it to connect, so that it has no connection is no fault.</summary>
    NotStarted,

    /// <summary>It connects to a server.</summary>
    Connecting,

    /// <summary>A server has accepted it.</summary>
    Connected,

    /// <summary>It has no connection, and waits before it tries again.</summary>
    Waiting,

    /// <summary>It has ended, and will not connect again.</summary>
    Ended,
}
