using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class ViolationTests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void AMalformedPacketClosesWithItsReason(ProtocolVersion version) // MQTT-4.13.1-1
    {
        var client = _broker.Connect("c", version);

        client.SendBytes([0x36, 0x05, 0, 1, (byte)'a', 0, 1]); // QoS 3

        client.ExpectClosed(ReasonCode.MalformedPacket);
    }

    [Fact]
    public void TheReasonStringNamesTheRule()
    {
        var client = _broker.Connect("c");

        client.SendBytes([0x36, 0x05, 0, 1, (byte)'a', 0, 1]);

        Assert.Contains("MQTT-3.3.1-4", client.Expect<Disconnect>().Properties!.ReasonString.ToString());
    }

    [Fact]
    public void TheReasonStringIsShedForASmallClient() // MQTT-3.14.2-3
    {
        var client = _broker.Connect("c", properties: new() { MaximumPacketSize = 40 });

        client.SendBytes([0x36, 0x05, 0, 1, (byte)'a', 0, 1]);

        Assert.Null(client.Expect<Disconnect>().Properties);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void APacketOfTheServerCloses(ProtocolVersion version)
    {
        var client = _broker.Connect("c", version);

        client.Send(new PingResp());

        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void AuthWithoutAMethodCloses() // MQTT-4.12.1-1
    {
        var client = _broker.Connect("c");

        client.Send(new Auth { ReasonCode = ReasonCode.ReAuthenticate, Properties = new() { AuthenticationMethod = "x" } });

        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(ushort.MaxValue)]
    public void ATopicAliasAboveTheMaximumCloses(ushort alias) // MQTT-3.2.2-17
    {
        var client = _broker.Connect("c");

        client.Publish("a", "1", properties: new() { TopicAlias = alias });

        client.ExpectClosed(ReasonCode.TopicAliasInvalid);
    }

    [Fact]
    public void AnUnknownTopicAliasCloses()
    {
        var client = _broker.Connect("c");

        client.Publish("", "1", properties: new() { TopicAlias = 1 });

        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void ALengthWithoutEndCloses()
    {
        var client = _broker.Connect("c");

        client.SendBytes([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);

        client.ExpectClosed(ReasonCode.MalformedPacket);
    }

    [Fact]
    public void NothingIsHandledAfterAViolation()
    {
        var client = _broker.Connect("c");

        client.SendBytes([0xF0, 0x00, .. new PingReq().ToArray(ProtocolVersion.V5)]);

        client.Expect<Disconnect>();
        client.ExpectNothing();
    }

    [Fact]
    public void WhatIsMadeOfNoiseNeverThrows()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var client = random.Next(2) == 0 ? _broker.Open() : _broker.Connect("c");
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            bytes[0] = (byte)(random.Next(1, 16) << 4 | random.Next(4));
            if (bytes.Length > 1 && random.Next(4) > 0) bytes[1] = (byte)(bytes.Length - 2);
            client.SendBytes(bytes);
            client.Break();
        }
    }
}
