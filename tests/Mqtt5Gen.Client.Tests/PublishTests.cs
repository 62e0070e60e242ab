using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class PublishTests
{
    private static readonly byte[] Payload = [1, 2, 3];

    [Theory]
    [InlineData(ProtocolVersion.V5, "3107000174" + "00" + "010203")]
    [InlineData(ProtocolVersion.V311, "3106000174" + "010203")]
    [Statement("MQTT-2.2.1-2", "MQTT-2.2.2-1", "MQTT-3.3.1-2", "MQTT-4.3.1-1")]
    public async Task QoS0IsDoneWhenSent(ProtocolVersion version, string bytes)
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", Version = version });
        Assert.True((await client.PublishAsync("t", Payload, retain: true)).IsSuccess);
        Assert.Equal(bytes, Convert.ToHexString(await server.ReadAsync()));
    }

    [Fact]
    [Statement("MQTT-4.3.2-1", "MQTT-4.3.2-2", "MQTT-4.3.2-3")]
    public async Task QoS1IsDoneWithPubAck()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var publishing = client.PublishAsync("t", Payload, QoS.AtLeastOnce);
        await server.ExpectAsync(new Publish { TopicName = "t", QoS = QoS.AtLeastOnce, PacketId = 1, Payload = Payload });
        await server.ExpectNothingAsync();
        Assert.False(publishing.IsCompleted);
        await server.SendAsync(new PubAck { PacketId = 1, ReasonCode = ReasonCode.NoMatchingSubscribers, Properties = new() { ReasonString = "none" } });
        Assert.Equal(new PublishResult(ReasonCode.NoMatchingSubscribers, "none"), await publishing.WaitAsync(Reading.Patience));
    }

    [Fact]
    [Statement("MQTT-4.3.3-1", "MQTT-4.3.3-4", "MQTT-2.2.1-5", "MQTT-3.6.2-1")]
    public async Task QoS2IsDoneWithPubComp()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var publishing = client.PublishAsync("t", Payload, QoS.ExactlyOnce);
        Assert.Equal(1, (await server.ReadPublishAsync()).PacketId);
        await server.SendAsync(new PubRec { PacketId = 1, ReasonCode = ReasonCode.NoMatchingSubscribers });
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.SendAsync(new PubRec { PacketId = 1 }); // again: answered again
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        Assert.False(publishing.IsCompleted);
        await server.SendAsync(new PubComp { PacketId = 1 });
        Assert.Equal(ReasonCode.Success, (await publishing.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    public async Task APubRecThatRefusesEndsTheFlow()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var publishing = client.PublishAsync("t", Payload, QoS.ExactlyOnce);
        await server.ReadAsync();
        await server.SendAsync(new PubRec { PacketId = 1, ReasonCode = ReasonCode.QuotaExceeded });
        var result = await publishing.WaitAsync(Reading.Patience);
        Assert.Equal(ReasonCode.QuotaExceeded, result.ReasonCode);
        Assert.False(result.IsSuccess);
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task APubRecOfAnUnknownIdentifierIsAnsweredNotFound()
    {
        var (_, server) = await FakeServer.ConnectAsync();
        await server.SendAsync(new PubRec { PacketId = 9 });
        await server.ExpectAsync(new PubRel { PacketId = 9, ReasonCode = ReasonCode.PacketIdentifierNotFound });
    }

    [Fact]
    public async Task AnAcknowledgementOutOfTurnEndsTheConnection()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var publishing = client.PublishAsync("t", Payload, QoS.ExactlyOnce);
        await server.ReadAsync();
        await server.SendAsync(new PubAck { PacketId = 1 });
        await server.ExpectAsync(new Disconnect { ReasonCode = ReasonCode.ProtocolError });
        await server.ExpectEndAsync();
        await server.DisposeAsync();
        Assert.Equal(DisconnectOrigin.ServerViolation, (await client.Disconnected.WaitAsync(Reading.Patience)).Origin);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing);
    }

    [Fact]
    [Statement("MQTT-3.3.4-7", "MQTT-4.9.0-1", "MQTT-4.9.0-2", "MQTT-4.3.3-3", "MQTT-4.3.3-5")]
    public async Task TheReceiveMaximumOfTheServerIsWaitedFor()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { ReceiveMaximum = 2 });
        var publishing = Enumerable.Range(0, 4).Select(index => client.PublishAsync($"t{index}", Payload, index % 2 == 0 ? QoS.AtLeastOnce : QoS.ExactlyOnce)).ToList();
        Assert.Equal("t0", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal("t1", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.ExpectNothingAsync();
        await client.PublishAsync("zero", Payload); // QoS 0 needs no quota
        Assert.Equal("zero", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.SendAsync(new PubAck { PacketId = 1 });
        Assert.Equal("t2", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.SendAsync(new PubRec { PacketId = 2 });
        await server.ExpectAsync(new PubRel { PacketId = 2 });
        await server.ExpectNothingAsync();
        await server.SendAsync(new PubComp { PacketId = 2 });
        Assert.Equal("t3", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.True(publishing[0].IsCompleted);
    }

    [Theory]
    [InlineData(ProtocolVersion.V5, 3, 3)]
    [InlineData(ProtocolVersion.V311, null, 20)]
    public async Task OurOwnLimitIsWaitedForToo(ProtocolVersion version, int? limit, int expected)
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", Version = version, MaximumInFlight = (ushort?)limit });
        for (var index = 0; index < 30; index++) _ = client.PublishAsync("t", Payload, QoS.AtLeastOnce);
        for (var index = 0; index < expected; index++) await server.ReadPublishAsync();
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task ACancelledPublishThatWaitsIsNeverSent()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { ReceiveMaximum = 1 });
        using var cancel = new CancellationTokenSource();
        _ = client.PublishAsync("first", Payload, QoS.AtLeastOnce);
        var waiting = client.PublishAsync("second", Payload, QoS.AtLeastOnce, cancellationToken: cancel.Token);
        _ = client.PublishAsync("third", Payload, QoS.AtLeastOnce);
        await server.ReadAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await server.SendAsync(new PubAck { PacketId = 1 });
        Assert.Equal("third", (await server.ReadPublishAsync()).TopicName.ToString());
    }

    [Fact]
    [Statement("MQTT-2.2.1-3")]
    public async Task ACancelledPublishThatWasSentKeepsItsIdentifierUntilItsFlowEnds()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { ReceiveMaximum = 1 });
        using var cancel = new CancellationTokenSource();
        var sent = client.PublishAsync("first", Payload, QoS.ExactlyOnce, cancellationToken: cancel.Token);
        await server.ReadAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        var next = client.PublishAsync("second", Payload, QoS.AtLeastOnce);
        await server.ExpectNothingAsync();
        await server.SendAsync(new PubRec { PacketId = 1 });
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.SendAsync(new PubComp { PacketId = 1 });
        Assert.Equal("second", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task ACancelledTokenPublishesNothing()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PublishAsync("t", Payload, cancellationToken: new(canceled: true)));
        await server.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("a/+", "MQTT-3.3.2-2")]
    [InlineData("#", "MQTT-3.3.2-2")]
    [InlineData("", "MQTT-4.7.3-1")]
    [InlineData("a\0b", "MQTT-1.5.4-2")]
    [Statement("MQTT-1.5.4-2", "MQTT-3.3.2-2", "MQTT-4.7.0-1", "MQTT-4.7.3-1", "MQTT-4.7.3-2")]
    public async Task ATopicNameThatBreaksARuleIsNamed(string topic, string rule)
    {
        var (client, server) = await FakeServer.ConnectAsync();
        Assert.Contains(rule, (await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync(topic, Payload))).Message);
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-1.5.4-1")]
    public async Task ATopicNameThatIsNoTextIsNamed()
    {
        var (client, _) = await FakeServer.ConnectAsync();
        var loneSurrogate = new string('\uD800', 1);
        Assert.Contains("MQTT-1.5.4-1", (await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync(loneSurrogate, Payload))).Message);
    }

    [Fact]
    [Statement("MQTT-3.3.2-14")]
    public async Task APropertyThatBreaksARuleIsNamed()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var message = new MqttMessage { Topic = "t", Properties = new() { ResponseTopic = "a/#" } };
        Assert.Contains("MQTT-3.3.2-14", (await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync(message))).Message);
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-3.3.4-6")]
    public async Task PropertiesAreSent()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var properties = new PublishProperties { ContentType = "text/plain", MessageExpiryInterval = 9, UserProperties = [new("k", "v")] };
        await client.PublishAsync(new MqttMessage { Topic = "t", Payload = Payload, Properties = properties with { SubscriptionIdentifiers = [4] } });
        Assert.Equal(properties, (await server.ReadPublishAsync()).Properties);
    }

    [Fact]
    [Statement("MQTT-3.2.2-11", "MQTT-3.2.2-14", "MQTT-3.2.2-15")]
    public async Task TheServersLimitsFailAPublishAtOnce()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { MaximumQoS = 0, RetainAvailable = false, MaximumPacketSize = 20 });
        Assert.Equal(ReasonCode.QoSNotSupported, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", Payload, QoS.AtLeastOnce))).ReasonCode);
        Assert.Equal(ReasonCode.RetainNotSupported, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", Payload, retain: true))).ReasonCode);
        Assert.Equal(ReasonCode.PacketTooLarge, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", new byte[15]))).ReasonCode);
        await server.ExpectNothingAsync();
        await client.PublishAsync("t", new byte[14]);
        Assert.Equal(20, (await server.ReadAsync()).Length);
    }

    [Fact]
    public async Task ManyThreadsPublishAtOnce()
    {
        const int Count = 2000;
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { ReceiveMaximum = 50 });
        var publishing = Task.Run(() => Parallel.ForAsync(0, Count, async (index, _) => await client.PublishAsync($"t/{index}", Payload, (QoS)(index % 3))));
        var topics = new HashSet<string>();
        while (topics.Count < Count || !publishing.IsCompleted)
        {
            var bytes = await server.ReadAsync();
            if ((PacketType)(bytes[0] >> 4) is PacketType.PubRel)
            {
                await server.SendAsync(new PubComp { PacketId = (ushort)(bytes[2] << 8 | bytes[3]) });
                if (topics.Count == Count) await Task.WhenAny(publishing, Task.Delay(20));
                continue;
            }

            Mqtt5Gen.Wire.FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
            Assert.True(PublishView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var view, out _));
            var packet = view.ToPacket();
            Assert.True(topics.Add(packet.TopicName.ToString()));
            if (packet.QoS is QoS.AtLeastOnce) await server.SendAsync(new PubAck { PacketId = packet.PacketId });
            if (packet.QoS is QoS.ExactlyOnce) await server.SendAsync(new PubRec { PacketId = packet.PacketId });
            if (topics.Count == Count) await Task.WhenAny(publishing, Task.Delay(20));
        }

        await publishing;
    }

    [Fact]
    public async Task AServerThatDoesNotReadSlowsThePublisherAndKeepsTheOrder()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", SendBufferSize = 1000 });
        var publishing = Enumerable.Range(0, 200).Select(index => client.PublishAsync($"{index}", new byte[1000])).ToList();
        Assert.Contains(publishing, task => !task.IsCompleted);
        for (var index = 0; index < 200; index++) Assert.Equal($"{index}", (await server.ReadPublishAsync()).TopicName.ToString());
        await Task.WhenAll(publishing).WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task PublishesFailWhenTheConnectionIsLost()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { ReceiveMaximum = 1 });
        var sent = client.PublishAsync("t", Payload, QoS.AtLeastOnce);
        var waiting = client.PublishAsync("t", Payload, QoS.AtLeastOnce);
        await server.DisposeAsync();
        Assert.Equal(DisconnectOrigin.Network, (await Assert.ThrowsAsync<MqttDisconnectedException>(() => sent.WaitAsync(Reading.Patience))).Disconnect.Origin);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => waiting.WaitAsync(Reading.Patience));
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => client.PublishAsync("t", Payload));
    }
}
