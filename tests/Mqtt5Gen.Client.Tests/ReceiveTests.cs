using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class ReceiveTests
{
    [Fact]
    public async Task AMessageIsHandedOverWhole()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a/#", QoS.ExactlyOnce));
        var properties = new PublishProperties { ContentType = "text/plain", UserProperties = [new("k", "v")] };
        await server.SendAsync(new Publish { TopicName = "a/ä", QoS = QoS.AtLeastOnce, PacketId = 3, Dup = true, Retain = true, Payload = FakeServer.Utf8("x"), Properties = properties });
        var message = await subscription.FirstAsync();
        Assert.Equal(("a/ä", QoS.AtLeastOnce, true, true), (message.Topic, message.QoS, message.Dup, message.Retain));
        Assert.Equal(properties, message.Properties);
        Assert.Equal("x"u8.ToArray(), message.Payload.ToArray());
    }

    [Fact]
    [Statement("MQTT-4.3.2-4", "MQTT-3.3.4-1", "MQTT-3.4.2-1")]
    public async Task QoS1IsAcknowledgedWhenItsReaderAsksForTheNextOrStops()
    {
        var (server, subscription, _) = await SubscribeAsync();
        await server.PublishAsync("a", QoS.AtLeastOnce, 3, payload: "x");
        await server.PublishAsync("a", QoS.AtLeastOnce, 4, payload: "y");
        await using (var reader = subscription.GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.True(await reader.MoveNextAsync());
            await server.ExpectNothingAsync(); // the reader has it in hand, and may die
            Assert.True(await reader.MoveNextAsync());
            await server.ExpectAsync(new PubAck { PacketId = 3 });
            await server.ExpectNothingAsync();
        }

        await server.ExpectAsync(new PubAck { PacketId = 4 });
    }

    [Fact]
    [Statement("MQTT-4.3.3-10", "MQTT-4.1.0-1", "MQTT-4.3.3-8", "MQTT-4.3.3-11", "MQTT-4.3.3-12", "MQTT-3.5.2-1", "MQTT-3.7.2-1")]
    public async Task QoS2IsHandedOverOnceAndReleased()
    {
        var (server, subscription, _) = await SubscribeAsync();
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, payload: "x");
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, dup: true, payload: "x"); // not taken yet: answered once it is
        await server.ExpectNothingAsync();
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubRec { PacketId = 3 });
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, dup: true, payload: "x");
        await server.ExpectAsync(new PubRec { PacketId = 3 });
        await server.SendAsync(new PubRel { PacketId = 3 });
        await server.ExpectAsync(new PubComp { PacketId = 3 });
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, payload: "y"); // the identifier is free again
        Assert.Equal(["y"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubRec { PacketId = 3 });
    }

    [Fact]
    public async Task APubRelBeforeItsPubRecEndsTheConnection()
    {
        var (server, _, client) = await SubscribeAsync();
        await server.PublishAsync("a", QoS.ExactlyOnce, 3);
        await server.SendAsync(new PubRel { PacketId = 3 });
        await server.ExpectAsync(new Disconnect { ReasonCode = ReasonCode.ProtocolError });
        await server.DisposeAsync();
        Assert.Equal(ReasonCode.ProtocolError, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-3.3.4-9")]
    public async Task MoreThanOurReceiveMaximumEndsTheConnection()
    {
        var (server, _, _) = await SubscribeAsync(new() { ClientId = "a", ReceiveMaximum = 2 });
        for (ushort packetId = 1; packetId <= 3; packetId++) await server.PublishAsync("a", QoS.AtLeastOnce, packetId);
        await server.ExpectAsync(new Disconnect { ReasonCode = ReasonCode.ReceiveMaximumExceeded });
        await server.ExpectEndAsync();
    }

    [Fact]
    public async Task MoreThanOurReceiveMaximumIsTakenWhereItIsNotEnforced()
    {
        var (server, subscription, _) = await SubscribeAsync(new() { ClientId = "a", ReceiveMaximum = 2, EnforcesReceiveMaximum = false });
        for (ushort packetId = 1; packetId <= 4; packetId++) await server.PublishAsync("a", QoS.AtLeastOnce, packetId, payload: $"{packetId}");
        await server.ExpectNothingAsync();
        Assert.Equal(["1", "2", "3", "4"], await subscription.PayloadsAsync(4));
        for (ushort packetId = 1; packetId <= 4; packetId++) await server.ExpectAsync(new PubAck { PacketId = packetId });
    }

    [Fact]
    public async Task ASlowReaderHoldsUpNoOther()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (slow, _) = await server.GrantAsync(client.SubscribeAsync("slow", QoS.AtLeastOnce));
        var (fast, _) = await server.GrantAsync(client.SubscribeAsync("fast", QoS.AtLeastOnce));
        await server.PublishAsync("slow", QoS.AtLeastOnce, 1, payload: "s1");
        await server.PublishAsync("fast", QoS.AtLeastOnce, 2, payload: "f");
        await server.PublishAsync("slow", QoS.AtLeastOnce, 3, payload: "s3");
        await server.ExpectNothingAsync();
        Assert.Equal(["f"], await fast.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 1 }); // in order, from the buffer [MQTT-4.6.0-2]
        await server.ExpectAsync(new PubAck { PacketId = 2 });
        await server.ExpectNothingAsync();
        Assert.Equal(["s1", "s3"], await slow.PayloadsAsync(2));
        await server.ExpectAsync(new PubAck { PacketId = 3 });
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task ABufferBeyondItsBoundHoldsBackTheAcknowledgementsBehindIt()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", SubscriptionCapacity = 2 });
        var (slow, _) = await server.GrantAsync(client.SubscribeAsync("slow", QoS.AtLeastOnce));
        var (fast, _) = await server.GrantAsync(client.SubscribeAsync("fast", QoS.AtLeastOnce));
        for (ushort packetId = 1; packetId <= 3; packetId++) await server.PublishAsync("slow", QoS.AtLeastOnce, packetId);
        await server.PublishAsync("fast", QoS.AtLeastOnce, 4);
        Assert.Single(await fast.PayloadsAsync(1));
        await server.ExpectNothingAsync();
        Assert.Single(await slow.PayloadsAsync(1));
        for (ushort packetId = 1; packetId <= 4; packetId++) await server.ExpectAsync(new PubAck { PacketId = packetId });
    }

    [Fact]
    public async Task QoS0BeyondTheBoundDropsTheOldest()
    {
        var (server, subscription, _) = await SubscribeAsync(new() { ClientId = "a", SubscriptionCapacity = 2 });
        await server.PublishAsync("a", QoS.AtLeastOnce, 1, payload: "kept");
        for (var index = 0; index < 5; index++) await server.PublishAsync("a", QoS.AtMostOnce, payload: $"{index}");
        await server.ExpectNothingAsync();
        Assert.Equal(3, subscription.DroppedMessages);
        Assert.Equal(["kept", "3", "4"], await subscription.PayloadsAsync(3));
    }

    [Fact]
    public async Task PublishingWhileHandlingAMessageWorks()
    {
        var (server, subscription, client) = await SubscribeAsync();
        var handling = Task.Run(async () =>
        {
            await foreach (var message in subscription) return await client.PublishAsync("answer", message.Payload, QoS.AtLeastOnce);
            return default;
        });
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x");
        var answer = await server.ReadPublishAsync();
        Assert.Equal("answer", answer.TopicName.ToString());
        await server.SendAsync(new PubAck { PacketId = answer.PacketId });
        Assert.True((await handling.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    [Statement("MQTT-3.3.2-10")]
    public async Task ATopicAliasStandsForItsTopic()
    {
        var (server, subscription, _) = await SubscribeAsync(new() { ClientId = "a", TopicAliasMaximum = 2 });
        await server.PublishAsync("a", QoS.AtMostOnce, properties: new() { TopicAlias = 2 });
        await server.PublishAsync("", QoS.AtMostOnce, properties: new() { TopicAlias = 2 });
        Assert.Equal("a", (await subscription.FirstAsync()).Topic);
        var second = await subscription.FirstAsync();
        Assert.Equal("a", second.Topic);
        Assert.Null(second.Properties);
    }

    [Theory]
    [InlineData(3, "a", ReasonCode.TopicAliasInvalid)]
    [InlineData(1, "", ReasonCode.ProtocolError)]
    public async Task ATopicAliasThatMeansNothingEndsTheConnection(ushort alias, string topic, ReasonCode reason)
    {
        var (server, _, client) = await SubscribeAsync(new() { ClientId = "a", TopicAliasMaximum = 2 });
        await server.PublishAsync(topic, QoS.AtMostOnce, properties: new() { TopicAlias = alias });
        await server.ExpectAsync(new Disconnect { ReasonCode = reason });
        await server.DisposeAsync();
        Assert.Equal(reason, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.2.0-1")]
    public async Task PacketsMayArriveByteByByte()
    {
        var (server, subscription, _) = await SubscribeAsync();
        foreach (var value in new Publish { TopicName = "a", QoS = QoS.AtLeastOnce, PacketId = 1, Payload = FakeServer.Utf8("x") }.ToArray(ProtocolVersion.V5)) await server.SendAsync([value]);
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 1 });
    }

    [Fact]
    public async Task APacketLargerThanTheBufferArrivesWhole()
    {
        var (server, subscription, _) = await SubscribeAsync();
        var payload = new byte[500_000];
        payload[^1] = 7;
        await server.SendAsync(new Publish { TopicName = "a", Payload = payload });
        Assert.Equal(payload, (await subscription.FirstAsync()).Payload.ToArray());
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "small");
        Assert.Equal(["small"], await subscription.PayloadsAsync(1));
    }

    private static async Task<(FakeServer Server, MqttSubscription Subscription, MqttClient Client)> SubscribeAsync(MqttClientOptions? options = null)
    {
        var (client, server) = await FakeServer.ConnectAsync(options);
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.ExactlyOnce));
        return (server, subscription, client);
    }
}
