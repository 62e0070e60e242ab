namespace Mqtt5Gen.Client;

/// <summary>What <see cref="MqttClient.StartAsync"/>, and so <see cref="MqttClient.ConnectAsync(Uri, MqttClientOptions?, CancellationToken)"/>, does when no server accepts its first connection.</summary>
public enum MqttFirstConnect : byte
{
    /// <summary>It fails, once each server has been tried.</summary>
    Fail,

    /// <summary>It goes on trying as after a connection that was lost, and completes with the first connection.</summary>
    KeepTrying,

    /// <summary>It completes at once; the client connects in the background, and publishes and subscriptions wait for it.</summary>
    Background,
}
