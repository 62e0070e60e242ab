using System.Security.Cryptography;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>Clients that reach our server by WebSocket: MQTT.js, as in a browser, and ours.</summary>
public sealed class WebSocketTests(Mqtt5GenServer broker) : IClassFixture<Mqtt5GenServer>
{
    private const int Mebibyte = 1024 * 1024;

    public static TheoryData<PeerVersion> Versions { get; } = [.. Enum.GetValues<PeerVersion>()];

    [Theory(Timeout = 120_000), MemberData(nameof(Versions))]
    public async Task MessagesGoToAndFroBetweenTransports(PeerVersion version)
    {
        var topic = Topics.New();
        await using var web = await Peer.MqttJs.ConnectAsync(broker, new(version, new PeerFilter(topic + "/#", 2)) { WebSocket = broker.WebSocket });
        await using var other = await MqttClient.ConnectAsync($"mqtt://127.0.0.1:{broker.Port}", cancellationToken: TestContext.Current.CancellationToken);
        await using var subscription = await other.SubscribeAsync(topic + "/up", QoS.ExactlyOnce, TestContext.Current.CancellationToken);
        var payload = RandomNumberGenerator.GetHexString(Mebibyte);

        await other.PublishAsync(topic + "/down", System.Text.Encoding.UTF8.GetBytes(payload), QoS.ExactlyOnce, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(payload == (await web.ReceiveAsync()).Payload, "the payload differs");

        await web.PublishAsync(new(topic + "/up", payload, 2));
        await foreach (var message in subscription.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.True(payload == System.Text.Encoding.UTF8.GetString(message.Payload.Span), "the payload differs");
            break;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task TheWillOfAClientThatIsGoneIsPublished()
    {
        var topic = Topics.New();
        await using var witness = await Peer.MqttJs.ConnectAsync(broker, new(PeerVersion.V5, new PeerFilter(topic)) { WebSocket = broker.WebSocket });
        await using var dying = await Peer.MqttJs.ConnectAsync(broker, new(PeerVersion.V5) { WebSocket = broker.WebSocket, Will = new(topic, "gone") });
        await dying.KillAsync();
        Assert.Equal("gone", (await witness.ReceiveAsync()).Payload);
    }

    [Fact(Timeout = 120_000)]
    public async Task OurClientComesByWebSocket()
    {
        var topic = Topics.New();
        await using var client = await MqttClient.ConnectAsync(broker.WebSocket, cancellationToken: TestContext.Current.CancellationToken);
        await using var subscription = await client.SubscribeAsync(topic, QoS.AtLeastOnce, TestContext.Current.CancellationToken);

        for (var number = 0; number < 1000; number++) await client.PublishAsync(topic, BitConverter.GetBytes(number), QoS.AtLeastOnce, cancellationToken: TestContext.Current.CancellationToken);

        var expected = 0;
        await foreach (var message in subscription.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.Equal(expected++, BitConverter.ToInt32(message.Payload.Span));
            if (expected == 1000) break;
        }
    }
}
