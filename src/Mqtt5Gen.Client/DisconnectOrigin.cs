namespace Mqtt5Gen.Client;

/// <summary>Who ended a connection.</summary>
public enum DisconnectOrigin : byte
{
    /// <summary>This client, by <see cref="MqttClient.DisconnectAsync(CancellationToken)"/> or by being disposed.</summary>
    Client,

    /// <summary>The server, by DISCONNECT (3.14).</summary>
    Server,

    /// <summary>Neither: the network connection was lost, or PINGRESP did not come in time.</summary>
    Network,

    /// <summary>This client, because the server broke the protocol (4.13).</summary>
    ServerViolation,
}
