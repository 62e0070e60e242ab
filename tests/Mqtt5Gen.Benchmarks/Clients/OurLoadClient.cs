using Mqtt5Gen.Client;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Benchmarks.Clients;

internal sealed class OurLoadClient(bool inPlace) : ILoadClient
{
    private MqttClient _client = null!;

    public async Task ConnectAsync(int port) => _client = await MqttClient.ConnectAsync($"mqtt://127.0.0.1:{port}", new() { SubscriptionCapacity = int.MaxValue });

    public Task PublishAsync(string topic, byte[] payload, QoS qos) => _client.PublishAsync(topic, payload, qos);

    public async Task SubscribeAsync(string topic, QoS qos, Action<int> received)
    {
        var options = new MqttSubscriptionOptions { Handler = inPlace ? (in PublishView message) => received(message.Payload.Length) : null };
        var subscription = await _client.SubscribeAsync([new Subscription { TopicFilter = topic, MaximumQoS = qos }], options);
        if (!inPlace) _ = ReadAsync(subscription, received);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task ReadAsync(MqttSubscription subscription, Action<int> received)
    {
        await foreach (var message in subscription) received(message.Payload.Length);
    }
}
