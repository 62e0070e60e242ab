using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests;

public sealed class ExplanationTests
{
    private readonly TestBroker _broker = new(new() { TopicLevels = 2 });

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)] // MQTT-3.1.2-29
    [InlineData(null, 20u, false)] // MQTT-3.4.2-2, MQTT-3.5.2-2, MQTT-3.9.2-1
    public void ARefusalIsExplainedToWhoWantsItAndHasRoom(bool? wants, uint? maximumPacketSize, bool isExplained)
    {
        var client = _broker.Connect("c", properties: new() { RequestProblemInformation = wants, MaximumPacketSize = maximumPacketSize });

        client.Publish("a/b/c", "x", QoS.AtLeastOnce);
        var pubAck = client.Expect<PubAck>();
        client.Publish("a/b/c", "x", QoS.ExactlyOnce);
        var pubRec = client.Expect<PubRec>();
        var subAck = client.Subscribe("a/b/#");

        Assert.Equal((ReasonCode.TopicNameInvalid, isExplained), (pubAck.ReasonCode, pubAck.Properties?.ReasonString is not null));
        Assert.Equal((ReasonCode.TopicNameInvalid, isExplained), (pubRec.ReasonCode, pubRec.Properties?.ReasonString is not null));
        Assert.Equal((ReasonCode.TopicFilterInvalid, isExplained), (subAck.ReasonCodes[0], subAck.Properties?.ReasonString is not null));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(20u, false)] // MQTT-3.14.2-3
    public void ADisconnectIsExplainedIfThereIsRoom(uint? maximumPacketSize, bool isExplained)
    {
        var client = _broker.Connect("c", properties: new() { RequestProblemInformation = false, MaximumPacketSize = maximumPacketSize });

        client.SendBytes([0xF1, 0x00]);

        var disconnect = client.Expect<Disconnect>();
        Assert.Equal((ReasonCode.MalformedPacket, isExplained), (disconnect.ReasonCode, disconnect.Properties?.ReasonString is not null));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(20u, false)] // MQTT-3.2.2-19
    public void ARefusedConnectIsExplainedIfThereIsRoom(uint? maximumPacketSize, bool isExplained)
    {
        var broker = new TestBroker(new() { RetainAvailable = false });
        var client = broker.Open();

        client.Send(new Connect { ClientId = "c", WillTopic = "w", WillPayload = default, WillRetain = true, Properties = new() { MaximumPacketSize = maximumPacketSize } });

        var connAck = client.Expect<ConnAck>();
        Assert.Equal((ReasonCode.RetainNotSupported, isExplained), (connAck.ReasonCode, connAck.Properties?.ReasonString is not null));
    }

    [Theory]
    [InlineData("kitchen", true, null, "reply/kitchen")]
    [InlineData("kitchen", false, null, null)] // MQTT-3.1.2-28
    [InlineData("kitchen", null, null, null)] // MQTT-3.1.2-28
    [InlineData("kit/chen", true, null, null)]
    [InlineData("#", true, null, null)]
    [InlineData("kitchen", true, 30u, null)] // MQTT-3.1.2-24
    public void ResponseInformationIsForWhoAsks(string clientId, bool? asks, uint? maximumPacketSize, string? expected) // 3.2.2.3.15
    {
        var broker = new TestBroker(new() { ResponseInformation = "reply/%c" });

        broker.Connect(out var connAck, clientId, properties: new() { RequestResponseInformation = asks, MaximumPacketSize = maximumPacketSize });

        Assert.Equal(expected is null ? (Utf8String?)null : expected, connAck.Properties?.ResponseInformation);
    }

    [Fact]
    public void AnAssignedClientIdentifierIsPartOfTheResponseInformation()
    {
        var broker = new TestBroker(new() { ResponseInformation = "reply/%c" });

        broker.Connect(out var connAck, "", properties: new() { RequestResponseInformation = true });

        Assert.Equal($"reply/{connAck.Properties!.AssignedClientIdentifier}", connAck.Properties.ResponseInformation.ToString());
    }
}
