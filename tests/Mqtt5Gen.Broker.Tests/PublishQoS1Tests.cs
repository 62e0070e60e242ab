using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class PublishQoS1Tests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void QoS1IsAcknowledgedAndDelivered(ProtocolVersion version) // MQTT-4.3.2-4
    {
        var subscriber = _broker.Connect("s", version);
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = _broker.Connect("p", version);

        publisher.Publish("a", "1", QoS.AtLeastOnce, packetId: 7);

        Assert.Equal(new PubAck { PacketId = 7 }, publisher.Expect<PubAck>());
        var publish = subscriber.ExpectMessage("1");
        Assert.Equal(QoS.AtLeastOnce, publish.QoS);
        Assert.False(publish.Dup);
        Assert.NotEqual(0, publish.PacketId);
    }

    [Fact]
    public void APublishThatNobodyWantsIsToldSo()
    {
        var publisher = _broker.Connect("p");

        publisher.Publish("a", "1", QoS.AtLeastOnce, packetId: 1);
        publisher.Publish("a", "1", QoS.ExactlyOnce, packetId: 2);

        Assert.Equal(ReasonCode.NoMatchingSubscribers, publisher.Expect<PubAck>().ReasonCode);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, publisher.Expect<PubRec>().ReasonCode);
    }

    [Fact]
    public void TheAcknowledgementComesBeforeTheOwnCopy()
    {
        var client = _broker.Connect("c");
        client.Subscribe("a", QoS.AtLeastOnce);

        client.Publish("a", "1", QoS.AtLeastOnce);

        client.Expect<PubAck>();
        client.ExpectMessage("1");
    }

    [Theory]
    [InlineData(QoS.AtMostOnce, QoS.ExactlyOnce, QoS.AtMostOnce)]
    [InlineData(QoS.AtLeastOnce, QoS.ExactlyOnce, QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce, QoS.AtLeastOnce, QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce, QoS.AtMostOnce, QoS.AtMostOnce)]
    public void TheLowerQoSCounts(QoS published, QoS granted, QoS delivered) // MQTT-3.8.4-8
    {
        var client = _broker.Connect("c");
        Assert.Equal([(ReasonCode)granted], client.Subscribe("a", granted).ReasonCodes);
        var publisher = _broker.Connect("p");

        publisher.Publish("a", "1", published);

        Assert.Equal(delivered, client.ExpectMessage("1").QoS);
    }

    [Fact]
    public void AnUnacknowledgedMessageComesAgainOnlyOnAReconnect() // MQTT-4.4.0-1, MQTT-3.3.1-1
    {
        var subscriber = _broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "1", QoS.AtLeastOnce);
        publisher.Publish("a", "2", QoS.AtLeastOnce);
        var first = subscriber.ExpectMessage("1");
        var second = subscriber.ExpectMessage("2");
        subscriber.Send(new PubAck { PacketId = first.PacketId });
        _broker.Pass(seconds: 30);
        subscriber.ExpectNothing();

        subscriber.Break();
        subscriber = _broker.Connect("s", clean: false, expiry: 60);

        Assert.Equal(second with { Dup = true }, subscriber.ExpectMessage("2"));
        subscriber.ExpectNothing();
    }

    [Fact]
    public void ARefusalAlsoEndsTheDelivery() // MQTT-4.4.0-2
    {
        var subscriber = _broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        _broker.Connect("p").Publish("a", "1", QoS.AtLeastOnce);
        subscriber.Send(new PubAck { PacketId = subscriber.ExpectMessage("1").PacketId, ReasonCode = ReasonCode.QuotaExceeded });

        subscriber.Break();
        subscriber = _broker.Connect("s", clean: false, expiry: 60);

        subscriber.ExpectNothing();
    }
}
