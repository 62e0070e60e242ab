using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class ManualAcknowledgementTests
{
    private readonly FakeServers _servers = new();

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    [Statement("MQTT-4.6.0-2", "MQTT-4.6.0-3")]
    public async Task NothingIsAcknowledgedBeforeTheConsumerSaysSoAndThenInOrder(QoS qos)
    {
        var (client, server) = await _servers.ConnectAsync();
        var manual = await SubscribeAsync(client, server, "manual");
        var (other, _) = await server.GrantAsync(client.SubscribeAsync("other", QoS.ExactlyOnce));
        await server.PublishAsync("manual", qos, 1);
        await server.PublishAsync("manual", qos, 2);
        await server.PublishAsync("other", qos, 3);
        var first = await manual.FirstAsync();
        var second = await manual.FirstAsync();
        await other.FirstAsync(); // is handed over, while its acknowledgement waits for its turn
        second.Acknowledge();
        await server.ExpectNothingAsync();
        first.Acknowledge();
        first.Acknowledge(); // once is enough
        for (ushort packetId = 1; packetId <= 3; packetId++) await ExpectAcknowledgedAsync(server, qos, packetId);
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task WhatIsSubscribedTwiceIsAcknowledgedWhenBothHaveIt()
    {
        var (client, server) = await _servers.ConnectAsync();
        var manual = await SubscribeAsync(client, server, "a");
        var (automatic, _) = await server.GrantAsync(client.SubscribeAsync("#", QoS.AtLeastOnce));
        await server.PublishAsync("a", QoS.AtLeastOnce, 1, properties: new() { SubscriptionIdentifiers = [1, 2] });
        (await automatic.FirstAsync()).Acknowledge(); // is not this one's to say
        await server.ExpectNothingAsync();
        (await manual.FirstAsync()).Acknowledge();
        await ExpectAcknowledgedAsync(server, QoS.AtLeastOnce, 1);
    }

    [Fact]
    public async Task AnAcknowledgementOfAnEarlierConnectionIsNotSentOnTheNext()
    {
        var (client, server) = await _servers.ConnectAsync();
        var manual = await SubscribeAsync(client, server, "manual");
        await server.PublishAsync("manual", QoS.AtLeastOnce, 1, payload: "x");
        await server.PublishAsync("manual", QoS.ExactlyOnce, 2, payload: "y");
        var atLeastOnce = await manual.FirstAsync();
        var exactlyOnce = await manual.FirstAsync();
        await server.DisposeAsync();
        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.ExpectNothingAsync();
        atLeastOnce.Acknowledge();
        exactlyOnce.Acknowledge();
        await server.ExpectNothingAsync();
        await server.PublishAsync("manual", QoS.AtLeastOnce, 1, dup: true, payload: "x");
        await server.PublishAsync("manual", QoS.ExactlyOnce, 2, dup: true, payload: "y");
        await ExpectAcknowledgedAsync(server, QoS.ExactlyOnce, 2);
        (await manual.FirstAsync()).Acknowledge();
        await ExpectAcknowledgedAsync(server, QoS.AtLeastOnce, 1);
    }

    [Fact]
    public async Task PublishingWhileAMessageIsNotAcknowledgedWorks()
    {
        var (client, server) = await _servers.ConnectAsync();
        var manual = await SubscribeAsync(client, server, "manual");
        await server.PublishAsync("manual", QoS.AtLeastOnce, 1);
        var message = await manual.FirstAsync();
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        await server.SendAsync(new PubAck { PacketId = (await server.ReadPublishAsync()).PacketId });
        await publishing.WaitAsync(Reading.Patience);
        message.Acknowledge();
        await ExpectAcknowledgedAsync(server, QoS.AtLeastOnce, 1);
    }

    private static async Task<MqttSubscription> SubscribeAsync(MqttClient client, FakeServer server, string filter)
    {
        var subscribing = client.SubscribeAsync([new Subscription { TopicFilter = filter, MaximumQoS = QoS.ExactlyOnce }], new MqttSubscriptionOptions { Acknowledgement = MqttAcknowledgement.Manual });
        return (await server.GrantAsync(subscribing)).Subscription;
    }

    private static Task ExpectAcknowledgedAsync(FakeServer server, QoS qos, ushort packetId) => qos is QoS.AtLeastOnce
        ? server.ExpectAsync(new PubAck { PacketId = packetId })
        : server.ExpectAsync(new PubRec { PacketId = packetId });
}
