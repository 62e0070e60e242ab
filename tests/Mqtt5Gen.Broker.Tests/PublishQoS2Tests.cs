using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class PublishQoS2Tests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void QoS2IsDeliveredOnceInBothDirections(ProtocolVersion version) // MQTT-4.3.3-8, MQTT-4.3.3-11, MQTT-4.3.3-4
    {
        var subscriber = _broker.Connect("s", version);
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        var publisher = _broker.Connect("p", version);

        publisher.Publish("a", "1", QoS.ExactlyOnce, packetId: 7);
        Assert.Equal(new PubRec { PacketId = 7 }, publisher.Expect<PubRec>());
        publisher.Send(new PubRel { PacketId = 7 });
        Assert.Equal(new PubComp { PacketId = 7 }, publisher.Expect<PubComp>());

        var publish = subscriber.ExpectMessage("1");
        Assert.Equal(QoS.ExactlyOnce, publish.QoS);
        subscriber.Send(new PubRec { PacketId = publish.PacketId });
        Assert.Equal(new PubRel { PacketId = publish.PacketId }, subscriber.Expect<PubRel>());
        subscriber.Send(new PubComp { PacketId = publish.PacketId });
        subscriber.ExpectNothing();
        publisher.ExpectNothing();
    }

    [Fact]
    public void ARepeatedPublishIsAnsweredAndNotDeliveredAgain() // MQTT-4.3.3-10
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        var publisher = _broker.Connect("p", expiry: 60);
        publisher.Publish("a", "1", QoS.ExactlyOnce, packetId: 7);
        publisher.Break();

        publisher = _broker.Connect("p", clean: false, expiry: 60);
        publisher.Send(new Publish { TopicName = "a", QoS = QoS.ExactlyOnce, Dup = true, PacketId = 7, Payload = "1"u8.ToArray() });

        publisher.Expect<PubRec>();
        subscriber.ExpectMessage("1");
        subscriber.ExpectNothing();
    }

    [Fact]
    public void AfterPubRelTheIdentifierIsNew() // MQTT-4.3.3-12
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        var publisher = _broker.Connect("p");

        foreach (var payload in (string[])["1", "2"])
        {
            publisher.Publish("a", payload, QoS.ExactlyOnce, packetId: 7);
            publisher.Send(new PubRel { PacketId = 7 });
            subscriber.ExpectMessage(payload);
        }
    }

    [Fact]
    public void AReconnectGoesOnWithTheHandshake() // MQTT-4.4.0-1
    {
        var subscriber = _broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "1", QoS.ExactlyOnce);
        publisher.Publish("a", "2", QoS.ExactlyOnce);
        var first = subscriber.ExpectMessage("1");
        var second = subscriber.ExpectMessage("2");
        subscriber.Send(new PubRec { PacketId = first.PacketId });
        subscriber.Expect<PubRel>();
        subscriber.Break();

        subscriber = _broker.Connect("s", clean: false, expiry: 60);

        Assert.Equal(first.PacketId, subscriber.Expect<PubRel>().PacketId);
        Assert.Equal(second with { Dup = true }, subscriber.ExpectMessage("2"));
        subscriber.ExpectNothing();
    }

    [Fact]
    public void UnknownIdentifiersAreAnsweredWithNotFound()
    {
        var client = _broker.Connect("c");

        client.Send(new PubRel { PacketId = 9 });
        client.Send(new PubRec { PacketId = 9 });
        client.Send(new PubComp { PacketId = 9 });
        client.Send(new PubAck { PacketId = 9 });

        Assert.Equal(new PubComp { PacketId = 9, ReasonCode = ReasonCode.PacketIdentifierNotFound }, client.Expect<PubComp>());
        Assert.Equal(new PubRel { PacketId = 9, ReasonCode = ReasonCode.PacketIdentifierNotFound }, client.Expect<PubRel>());
        client.ExpectNothing();
        Assert.False(client.Connection.IsClosed);
    }

    [Fact]
    public void ARefusalEndsTheDelivery() // MQTT-4.4.0-2
    {
        var subscriber = _broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        _broker.Connect("p").Publish("a", "1", QoS.ExactlyOnce);

        subscriber.Send(new PubRec { PacketId = subscriber.ExpectMessage("1").PacketId, ReasonCode = ReasonCode.UnspecifiedError });
        subscriber.ExpectNothing();

        subscriber.Break();
        _broker.Connect("s", clean: false, expiry: 60).ExpectNothing();
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void AnAnswerOutOfTurnCloses(QoS qos)
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a", qos);
        _broker.Connect("p").Publish("a", "1", qos);
        var packetId = subscriber.ExpectMessage("1").PacketId;

        if (qos is QoS.AtLeastOnce) subscriber.Send(new PubRec { PacketId = packetId });
        else subscriber.Send(new PubAck { PacketId = packetId });

        subscriber.ExpectClosed(ReasonCode.ProtocolError);
    }
}
