using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Hosting.Tests;

internal static class Connecting
{
    /// <summary>Waits for the client to be connected, and returns the CONNACK.</summary>
    public static async Task<ConnAck> ConnectedAsync(this MqttClient client)
    {
        using var limit = new CancellationTokenSource(Reading.Patience);
        await foreach (var change in client.ConnectionChanges.WithCancellation(limit.Token))
        {
            if (change.ConnAck is { } connAck) return connAck;
        }

        throw new InvalidOperationException("The client ended.");
    }
}
