using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

/// <summary>Taking messages out of a stream with a time limit.</summary>
internal static class Reading
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits until the client is connected, or until it is not.</summary>
    public static async Task UntilAsync(this MqttClient client, bool isConnected)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var change in client.ConnectionChanges.WithCancellation(limit.Token))
        {
            if (change.State is MqttConnectionState.Connected == isConnected) return;
        }
    }

    public static async Task<MqttMessage> FirstAsync(this IAsyncEnumerable<MqttMessage> messages)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var message in messages.WithCancellation(limit.Token)) return message;
        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>Waits until the client knows that it is connected, and to whom.</summary>
    public static async Task<ConnAck> ConnectedAsync(this MqttClient client)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var change in client.ConnectionChanges.WithCancellation(limit.Token))
        {
            if (change.ConnAck is { } connAck) return connAck;
        }

        throw new InvalidOperationException("The client ended.");
    }

    public static async Task<List<string>> PayloadsAsync(this IAsyncEnumerable<MqttMessage> messages, int count = int.MaxValue)
    {
        using var limit = new CancellationTokenSource(Patience);
        var payloads = new List<string>();
        if (count == 0) return payloads;
        await foreach (var message in messages.WithCancellation(limit.Token))
        {
            payloads.Add(System.Text.Encoding.UTF8.GetString(message.Payload.Span));
            if (payloads.Count == count) break;
        }

        return payloads;
    }
}
