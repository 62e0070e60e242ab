using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class PayloadFormatTests
{
    private static readonly byte[] NotText = [0xC3, 0x28];

    private readonly TestBroker _broker = new();
    private readonly TestClient _subscriber;
    private readonly TestClient _publisher;

    public PayloadFormatTests()
    {
        _subscriber = _broker.Connect("s");
        _subscriber.Subscribe("a");
        _publisher = _broker.Connect("p");
    }

    [Fact]
    public void AtQoS1ItIsRefusedAndTheConnectionGoesOn() // 3.3.2.3.2
    {
        _publisher.Send(Message(PayloadFormat.Utf8, NotText) with { QoS = QoS.AtLeastOnce, PacketId = 1 });
        Assert.Equal(ReasonCode.PayloadFormatInvalid, _publisher.Expect<PubAck>().ReasonCode);

        _publisher.Send(Message(PayloadFormat.Utf8, "größe"u8.ToArray()) with { QoS = QoS.AtLeastOnce, PacketId = 1 });
        Assert.Equal(ReasonCode.Success, _publisher.Expect<PubAck>().ReasonCode);
        Assert.Equal(PayloadFormat.Utf8, _subscriber.ExpectMessage("größe").Properties!.PayloadFormatIndicator);
        Assert.Equal(1, _broker.Broker.DroppedMessagesBy(DropCause.Refused));
    }

    [Fact]
    public void AtQoS2ItIsRefusedAndItsIdentifierIsFree() // 3.3.2.3.2
    {
        for (var i = 0; i < 2; i++)
        {
            _publisher.Send(Message(PayloadFormat.Utf8, NotText) with { QoS = QoS.ExactlyOnce, PacketId = 7 });
            Assert.Equal(ReasonCode.PayloadFormatInvalid, _publisher.Expect<PubRec>().ReasonCode);
        }

        _subscriber.ExpectNothing();
    }

    [Fact]
    public void AtQoS0TheConnectionIsClosed() // 3.3.2.3.2
    {
        _publisher.Send(Message(PayloadFormat.Utf8, NotText));

        _publisher.ExpectClosed(ReasonCode.PayloadFormatInvalid);
        _subscriber.ExpectNothing();
    }

    [Fact]
    public void WhatIsNotSaidToBeTextIsNotLookedAt()
    {
        _publisher.Send(Message(PayloadFormat.Unspecified, NotText));
        Assert.Equal(NotText, _subscriber.Expect<Publish>().Payload.Span.ToArray());
    }

    [Fact]
    public void AWillIsRefusedAtConnect() // 3.1.3.2.3
    {
        var client = _broker.Open();

        client.Send(WithWill(NotText));

        Assert.Equal(ReasonCode.PayloadFormatInvalid, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
        _subscriber.ExpectNothing();
    }

    [Fact]
    public void NothingIsCheckedWhereTheOptionIsOff()
    {
        var broker = new TestBroker(new() { PayloadFormatChecks = false });
        var subscriber = broker.Connect("s");
        subscriber.Subscribe("a");

        broker.Connect("p").Send(Message(PayloadFormat.Utf8, NotText));
        broker.Connect(WithWill(NotText)).Break();

        Assert.Equal(2, subscriber.TakeAll().Count);
    }

    private static Publish Message(PayloadFormat format, byte[] payload) => new() { TopicName = "a", Payload = payload, Properties = new() { PayloadFormatIndicator = format } };

    private static Connect WithWill(byte[] payload) => new()
    {
        ClientId = "w",
        CleanStart = true,
        WillTopic = "a",
        WillPayload = payload,
        WillProperties = new() { PayloadFormatIndicator = PayloadFormat.Utf8 },
    };
}
