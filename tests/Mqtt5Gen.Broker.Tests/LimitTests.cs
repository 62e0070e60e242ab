using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>Each limit of the broker, exceeded.</summary>
public sealed class LimitTests
{
    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Fact]
    public void WhatIsAsByDefaultIsNotAnnounced()
    {
        var broker = new TestBroker(new() { ReceiveMaximum = ushort.MaxValue, TopicAliasMaximum = 0 });

        broker.Connect(out var connAck, "c");

        Assert.Equal(new() { MaximumPacketSize = 2 * 1024 * 1024 }, connAck.Properties);
    }

    [Fact]
    public void WhatIsNotAvailableIsAnnounced() // MQTT-3.2.2-9
    {
        var broker = new TestBroker(new()
        {
            MaximumQoS = QoS.AtMostOnce,
            RetainAvailable = false,
            WildcardSubscriptionAvailable = false,
            SubscriptionIdentifierAvailable = false,
        });

        broker.Connect(out var connAck, "c");

        var properties = connAck.Properties!;
        Assert.Equal((byte)0, properties.MaximumQoS);
        Assert.Equal((false, false, false), (properties.RetainAvailable, properties.WildcardSubscriptionAvailable, properties.SubscriptionIdentifierAvailable));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void APublishAboveTheMaximumQoSCloses(ProtocolVersion version) // MQTT-3.2.2-11
    {
        var client = new TestBroker(new() { MaximumQoS = QoS.AtLeastOnce }).Connect("c", version);

        client.Publish("a", "1", QoS.AtLeastOnce);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, version is ProtocolVersion.V5 ? client.Expect<PubAck>().ReasonCode : ReasonCode.NoMatchingSubscribers);
        client.TakeAll();
        client.Publish("a", "2", QoS.ExactlyOnce);

        client.ExpectClosed(ReasonCode.QoSNotSupported);
    }

    [Fact]
    public void ASubscriptionAboveTheMaximumQoSIsGrantedIt() // MQTT-3.2.2-10
    {
        var broker = new TestBroker(new() { MaximumQoS = QoS.AtLeastOnce });

        Assert.Equal([ReasonCode.GrantedQoS1], broker.Connect("c").Subscribe("a", QoS.ExactlyOnce).ReasonCodes);
    }

    [Fact]
    public void AWillAboveTheMaximumQoSIsRefused() // MQTT-3.2.2-12
    {
        var client = new TestBroker(new() { MaximumQoS = QoS.AtLeastOnce }).Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true, WillTopic = "w", WillPayload = "x"u8.ToArray(), WillQoS = QoS.ExactlyOnce });

        Assert.Equal(ReasonCode.QoSNotSupported, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ARetainedMessageClosesWhereNoneIsRetained(ProtocolVersion version) // MQTT-3.2.2-14
    {
        var client = new TestBroker(new() { RetainAvailable = false }).Connect("c", version);

        client.Publish("a", "1", retain: true);

        client.ExpectClosed(ReasonCode.RetainNotSupported);
    }

    [Fact]
    public void ARetainedWillIsRefusedWhereNothingIsRetained() // MQTT-3.2.2-13
    {
        var client = new TestBroker(new() { RetainAvailable = false }).Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true, WillTopic = "w", WillPayload = "x"u8.ToArray(), WillRetain = true });

        Assert.Equal(ReasonCode.RetainNotSupported, client.Expect<ConnAck>().ReasonCode);
    }

    [Fact]
    public void AWildcardClosesWhereThereAreNone()
    {
        var client = new TestBroker(new() { WildcardSubscriptionAvailable = false }).Connect("c");

        client.Send(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "a/+" }] });

        client.ExpectClosed(ReasonCode.WildcardSubscriptionsNotSupported);
    }

    [Fact]
    public void AWildcardFailsFor311WhereThereAreNone()
    {
        var client = new TestBroker(new() { WildcardSubscriptionAvailable = false }).Connect("c", ProtocolVersion.V311);

        Assert.Equal([ReasonCode.UnspecifiedError], client.Subscribe("a/+").ReasonCodes);
        Assert.Equal([ReasonCode.GrantedQoS0], client.Subscribe("a").ReasonCodes);
    }

    [Fact]
    public void ASubscriptionIdentifierClosesWhereThereAreNone()
    {
        var client = new TestBroker(new() { SubscriptionIdentifierAvailable = false }).Connect("c");

        client.Send(new Subscribe { PacketId = 1, Properties = new() { SubscriptionIdentifier = 7 }, Subscriptions = [new() { TopicFilter = "a" }] });

        client.ExpectClosed(ReasonCode.SubscriptionIdentifiersNotSupported);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(61, 60)]
    [InlineData(60, null)]
    [InlineData(5, null)]
    public void AKeepAliveAboveTheCeilingIsReplaced(int asked, int? given) // MQTT-3.2.2-22
    {
        var broker = new TestBroker(new() { ServerKeepAlive = 60 });

        var client = broker.Connect(new Connect { ClientId = "c", CleanStart = true, KeepAlive = (ushort)asked }, out var connAck);

        Assert.Equal((ushort?)given, connAck.Properties!.ServerKeepAlive);
        var seconds = given ?? asked;
        broker.Pass(seconds * 3 / 2 - 2);
        client.ExpectNothing();
        broker.Pass(4);
        client.ExpectClosed(ReasonCode.KeepAliveTimeout);
    }

    [Fact]
    public void A311ClientKeepsItsOwnKeepAlive()
    {
        var broker = new TestBroker(new() { ServerKeepAlive = 10 });
        var client = broker.Connect(new Connect { ClientId = "c", CleanStart = true }, ProtocolVersion.V311);

        broker.Pass(600);

        Assert.False(client.Connection.IsClosed);
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void ATopicOfTooManyLevelsIsNotTaken(QoS qos)
    {
        var broker = new TestBroker(new() { TopicLevels = 3 });
        var client = broker.Connect("c");
        client.Subscribe("#");

        client.Publish("a/b/c/d", "no", qos);
        Assert.Equal(ReasonCode.TopicNameInvalid, qos is QoS.AtLeastOnce ? client.Expect<PubAck>().ReasonCode : client.Expect<PubRec>().ReasonCode);
        client.Publish("a/b/c/d", "no");
        client.ExpectNothing();
        Assert.Equal(2, broker.Broker.DroppedMessages);

        client.Publish("a/b/c", "yes");
        client.ExpectMessage("yes");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void AFilterOfTooManyLevelsFails(ProtocolVersion version)
    {
        var client = new TestBroker(new() { TopicLevels = 3 }).Connect("c", version);

        Assert.Equal([version is ProtocolVersion.V5 ? ReasonCode.TopicFilterInvalid : ReasonCode.UnspecifiedError], client.Subscribe("a/b/c/#").ReasonCodes);
    }

    [Fact]
    public void AWillOfTooManyLevelsIsRefused()
    {
        var client = new TestBroker(new() { TopicLevels = 1 }).Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true, WillTopic = "w/x", WillPayload = "x"u8.ToArray() });

        Assert.Equal(ReasonCode.TopicNameInvalid, client.Expect<ConnAck>().ReasonCode);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void OneConnectionTooManyIsRefused(ProtocolVersion version)
    {
        var broker = new TestBroker(new() { Connections = 1 });
        var first = broker.Connect("1", version);

        var second = broker.Open(version);
        second.Send(new Connect { ClientId = "2", CleanStart = true });
        Assert.Equal(version is ProtocolVersion.V5 ? ReasonCode.QuotaExceeded : ReasonCode.ServerUnavailable, second.Expect<ConnAck>().ReasonCode);
        second.ExpectClosed();

        first.Break();
        broker.Connect("3", version);
    }

    [Theory]
    [InlineData(Strictness.Strict)]
    [InlineData(Strictness.Lenient)]
    public void MoreThanTheReceiveMaximumIsLetPassByALenientBrokerOnly(Strictness strictness) // MQTT-3.3.4-7
    {
        var broker = new TestBroker(new() { ReceiveMaximum = 2, Strictness = strictness });
        var client = broker.Connect("c");
        for (ushort i = 1; i <= 3; i++) client.Publish("a", "m", QoS.ExactlyOnce, packetId: i);

        Assert.Equal([1, 2], [client.Expect<PubRec>().PacketId, client.Expect<PubRec>().PacketId]);
        if (strictness is Strictness.Lenient) Assert.Equal(3, client.Expect<PubRec>().PacketId);
        else client.ExpectClosed(ReasonCode.ReceiveMaximumExceeded);
        Assert.Equal(strictness is Strictness.Lenient ? 1 : 0, broker.Broker.Leniencies);
    }
}
