using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Statements;

/// <summary>What a server sends, byte by byte.</summary>
public sealed class ReceivedBytesTests
{
    [Theory]
    [InlineData("2100", 0x81)] // CONNACK with a flag; too late as well, but malformed first
    [InlineData("41020001", 0x81)] // PUBACK
    [InlineData("60020001", 0x81)] // PUBREL without its flag
    [InlineData("E100", 0x81)] // DISCONNECT
    [InlineData("F100", 0x81)] // AUTH
    [InlineData("D100", 0x81)] // PINGRESP
    [InlineData("3007" + "0002C328" + "00" + "3131", 0x81)] // a topic that is no UTF-8
    [InlineData("3006" + "000161" + "00" + "3131", 0)] // well-formed, for comparison
    [InlineData("3004" + "00012B" + "00", 0x81)] // a wildcard in a Topic Name
    [InlineData("300C" + "000161" + "08" + "260001" + "6B" + "0002C328", 0x81)] // a User Property that is no text
    [Statement("MQTT-2.1.3-1", "MQTT-3.6.1-1", "MQTT-3.14.1-1", "MQTT-3.15.1-1", "MQTT-1.5.4-1", "MQTT-1.5.7-1", "MQTT-4.7.0-1")]
    public async Task WhatIsMalformedEndsTheConnectionWithItsReason(string bytes, byte reason)
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await server.SendAsync(Convert.FromHexString(bytes));
        if (reason == 0)
        {
            await server.ExpectNothingAsync();
            return;
        }

        await server.ExpectAsync(new Disconnect { ReasonCode = (ReasonCode)reason });
        await server.ExpectEndAsync();
        await server.DisposeAsync();
        Assert.Equal((ReasonCode)reason, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-1.5.4-3")]
    public async Task AByteOrderMarkStays()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await server.SendAsync(Convert.FromHexString("3007" + "0004EFBBBF61" + "00"));
        Assert.Equal("\uFEFFa", (await client.Messages.FirstAsync()).Topic);
    }

    [Fact]
    [Statement("MQTT-3.4.2-1")]
    public async Task QoS1WithTheIdentifierOfAnUnreleasedQoS2IsAnsweredInUse()
    {
        var (_, server) = await FakeServer.ConnectAsync();
        await server.PublishAsync("a", QoS.ExactlyOnce, 5);
        await server.ExpectAsync(new PubRec { PacketId = 5 });
        await server.PublishAsync("a", QoS.AtLeastOnce, 5);
        Assert.Equal("40" + "03" + "0005" + "91", Convert.ToHexString(await server.ReadAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Statement("MQTT-4.3.2-5")]
    public async Task AfterItsPubAckAnIdentifierIsANewMessageWhateverDupSays(bool dup)
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.AtLeastOnce));
        await server.PublishAsync("a", QoS.AtLeastOnce, 5, payload: "x");
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 5 });
        await server.PublishAsync("a", QoS.AtLeastOnce, 5, dup, payload: "x");
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 5 });
    }
}
