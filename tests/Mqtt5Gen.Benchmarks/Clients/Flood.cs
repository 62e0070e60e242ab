using System.Globalization;
using Mqtt5Gen.Client;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Benchmarks.Clients;

/// <summary>A publisher in a process of its own, so that the receiver alone is measured.</summary>
internal static class Flood
{
    public const int PayloadSize = 64;

    public static async Task RunAsync(string port, string topic, string qos, string count)
    {
        await using var client = await MqttClient.ConnectAsync($"mqtt://127.0.0.1:{port}");
        var payload = new byte[PayloadSize];
        var level = (QoS)byte.Parse(qos, CultureInfo.InvariantCulture);
        for (var left = int.Parse(count, CultureInfo.InvariantCulture); left > 0; left--)
        {
            if (level is QoS.AtMostOnce) await client.PublishAsync(topic, payload);
            else await client.QueueAsync(new() { Topic = topic, Payload = payload, QoS = level });
        }

        await client.PublishAsync("flood/done", default, QoS.AtLeastOnce); // all before it is acknowledged
    }
}
