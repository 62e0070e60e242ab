using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client.Tests.Statements;

/// <summary>What the client sends, byte by byte, and what it refuses to send.</summary>
public sealed class SentBytesTests
{
    [Fact]
    [Statement("MQTT-3.3.2-1", "MQTT-4.3.2-2", "MQTT-4.3.3-2", "MQTT-2.2.1-3")]
    public async Task PublishBeginsWithItsTopicNameAndHasNoDup()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        _ = client.PublishAsync("t", new byte[] { 7 }, QoS.AtLeastOnce);
        Assert.Equal("32" + "07" + "000174" + "0001" + "00" + "07", Convert.ToHexString(await server.ReadAsync()));
        _ = client.PublishAsync("t", new byte[] { 7 }, QoS.ExactlyOnce);
        Assert.Equal("34" + "07" + "000174" + "0002" + "00" + "07", Convert.ToHexString(await server.ReadAsync()));
    }

    [Theory]
    [InlineData(123, "307F")]
    [InlineData(124, "308001")]
    [InlineData(16_379, "30FF7F")]
    [InlineData(16_380, "30808001")]
    [Statement("MQTT-1.5.5-1")]
    public async Task TheRemainingLengthIsAsShortAsItCanBe(int payload, string beginning)
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await client.PublishAsync("t", new byte[payload]);
        Assert.StartsWith(beginning + "000174", Convert.ToHexString(await server.ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    [Statement("MQTT-2.1.3-1", "MQTT-3.8.1-1", "MQTT-3.10.1-1", "MQTT-3.6.1-1", "MQTT-3.8.3-1", "MQTT-3.10.3-1")]
    public async Task SubscribeUnsubscribeAndPubRelHaveTheirFlags()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        _ = client.SubscribeAsync("a", QoS.AtLeastOnce);
        Assert.Equal("82" + "09" + "0001" + "020B01" + "000161" + "01", Convert.ToHexString(await server.ReadAsync()));
        _ = client.UnsubscribeAsync("a");
        Assert.Equal("A2" + "06" + "0002" + "00" + "000161", Convert.ToHexString(await server.ReadAsync()));
        _ = client.PublishAsync("t", default, QoS.ExactlyOnce);
        await server.ReadAsync();
        await server.SendAsync(new PubRec { PacketId = 3 });
        Assert.Equal("62" + "02" + "0003", Convert.ToHexString(await server.ReadAsync()));
    }

    [Fact]
    [Statement("MQTT-4.6.0-4")]
    public async Task PubRelsComeInTheOrderOfThePubRecs()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        for (var index = 0; index < 3; index++) _ = client.PublishAsync("t", default, QoS.ExactlyOnce);
        for (var index = 0; index < 3; index++) await server.ReadAsync();
        foreach (ushort packetId in new[] { 2, 3, 1 }) await server.SendAsync(new PubRec { PacketId = packetId });
        foreach (ushort packetId in new[] { 2, 3, 1 }) await server.ExpectAsync(new PubRel { PacketId = packetId });
    }

    [Fact]
    [Statement("MQTT-3.3.4-8", "MQTT-4.9.0-3")]
    public async Task WithoutQuotaEverythingButPublishGoesOn()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { ReceiveMaximum = 1 });
        _ = client.PublishAsync("t", default, QoS.ExactlyOnce);
        _ = client.PublishAsync("t", default, QoS.AtLeastOnce);
        await server.ReadPublishAsync();
        await server.GrantAsync(client.SubscribeAsync("a", QoS.AtLeastOnce));
        await server.PublishAsync("b", QoS.AtLeastOnce, 9);
        await server.ExpectAsync(new PubAck { PacketId = 9 });
        await server.SendAsync(new PubRec { PacketId = 1 });
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-4.3.3-7", "MQTT-4.3.3-13")]
    public async Task AMessageThatWasSentIsFinishedHoweverLateItIs()
    {
        var servers = new FakeServers();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var (client, server) = await servers.ConnectAsync(new() { ClientId = "a", CleanStart = false, TimeProvider = time, KeepAlive = TimeSpan.Zero });
        var publishing = client.PublishAsync(new MqttMessage { Topic = "t", QoS = QoS.ExactlyOnce, Properties = new() { MessageExpiryInterval = 1 } });
        await server.ReadPublishAsync();
        time.Advance(TimeSpan.FromHours(1));
        await server.DisposeAsync();
        (server, _) = await servers.AcceptAsync(isPresent: true);
        Assert.Equal((ushort)1, (await server.ReadPublishAsync()).PacketId);
        await server.SendAsync(new PubRec { PacketId = 1 });
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.SendAsync(new PubComp { PacketId = 1 });
        Assert.True((await publishing.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    [Statement("MQTT-3.3.1-4")]
    public async Task QoS3IsRefused()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await RefusesAsync("MQTT-3.3.1-4", () => client.PublishAsync("t", default, (QoS)3));
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-1.5.4-1", "MQTT-1.5.7-1", "MQTT-3.3.2-13", "MQTT-3.3.2-19", "MQTT-3.8.3-1", "MQTT-3.10.3-1")]
    public async Task WhatIsNoTextIsRefused()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var noText = new Utf8String(new byte[] { 0xC3, 0x28 });
        foreach (var properties in new PublishProperties[] { new() { ResponseTopic = noText }, new() { ContentType = noText }, new() { UserProperties = [new("k", noText)] }, new() { UserProperties = [new(noText, "v")] } })
        {
            await RefusesAsync("MQTT-1.5.4-1", () => client.PublishAsync(new MqttMessage { Topic = "t", Properties = properties }));
        }

        await RefusesAsync("MQTT-1.5.4-1", () => client.SubscribeAsync([new Subscription { TopicFilter = noText }]));
        await RefusesAsync("MQTT-1.5.4-1", () => client.UnsubscribeAsync([noText]));
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-3.8.3-2", "MQTT-3.8.3-4", "MQTT-3.10.3-2", "MQTT-4.8.2-1", "MQTT-4.7.3-3")]
    public async Task FiltersThatAreNoneAreRefused()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await RefusesAsync("MQTT-3.8.3-2", () => client.SubscribeAsync([]));
        await RefusesAsync("MQTT-3.8.3-4", () => client.SubscribeAsync([new Subscription { TopicFilter = "$share/g/a", NoLocal = true }]));
        await RefusesAsync("MQTT-4.8.2-1", () => client.SubscribeAsync("$share//a"));
        await RefusesAsync("MQTT-3.10.3-2", () => client.UnsubscribeAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SubscribeAsync(new string('a', 65_536)));
        await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync(new string('a', 65_536), default));
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-3.14.2-1")]
    public async Task ADisconnectHasAReasonCodeOfItsOwn()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => client.DisconnectAsync(new Disconnect { ReasonCode = ReasonCode.GrantedQoS1 }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DisconnectAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver })); // the server's to say
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-3.14.2-3", "MQTT-3.14.2-4")]
    public async Task ADisconnectLeavesOutWhatWouldMakeItTooLarge()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { MaximumPacketSize = 20 });
        var disconnecting = client.DisconnectAsync(new Disconnect { ReasonCode = ReasonCode.UnspecifiedError, Properties = new() { ReasonString = new string('x', 30), UserProperties = [new("k", new string('x', 30))] } });
        Assert.Equal("E00180", Convert.ToHexString(await server.ReadAsync()));
        await server.DisposeAsync();
        await disconnecting;
    }

    private static async Task RefusesAsync(string rule, Func<Task> call) =>
        Assert.Contains(rule, (await Assert.ThrowsAsync<ArgumentException>(call)).Message, StringComparison.Ordinal);
}
