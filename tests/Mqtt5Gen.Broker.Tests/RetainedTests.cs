using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class RetainedTests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void ANewSubscriptionIsSentTheRetainedMessage(ProtocolVersion version) // MQTT-3.3.1-5, MQTT-3.3.1-9
    {
        var publisher = _broker.Connect("p", version);
        publisher.Publish("a/b", "old", retain: true);
        publisher.Publish("a/b", "new", QoS.ExactlyOnce, retain: true);
        publisher.Publish("a/b", "plain");

        var subscriber = _broker.Connect("s", version);
        subscriber.Subscribe("a/#", QoS.AtLeastOnce);

        var publish = subscriber.ExpectMessage("new");
        Assert.True(publish.Retain);
        Assert.Equal(QoS.AtLeastOnce, publish.QoS);
        subscriber.ExpectNothing();
    }

    [Fact]
    public void AnEmptyMessageDeletesTheRetainedOne() // MQTT-3.3.1-6, MQTT-3.3.1-7
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a");
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "1", retain: true);
        publisher.Publish("a", "", retain: true);

        var late = _broker.Connect("l");
        late.Subscribe("a");

        late.ExpectNothing();
        subscriber.ExpectMessage("1");
        subscriber.ExpectMessage("");
    }

    [Theory]
    [InlineData(RetainHandling.SendOnSubscribe, 2)]
    [InlineData(RetainHandling.SendIfNew, 1)]
    [InlineData(RetainHandling.DoNotSend, 0)]
    public void RetainHandlingSaysWhenItIsSent(RetainHandling handling, int times) // MQTT-3.3.1-9, MQTT-3.3.1-10, MQTT-3.3.1-11
    {
        _broker.Connect("p").Publish("a", "1", retain: true);
        var subscriber = _broker.Connect("s");

        subscriber.Subscribe("a", retainHandling: handling);
        if (times > 0) subscriber.ExpectMessage("1");
        subscriber.Subscribe("a", retainHandling: handling);
        if (times > 1) subscriber.ExpectMessage("1");

        subscriber.ExpectNothing();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RetainAsPublishedKeepsTheFlag(bool asPublished) // MQTT-3.3.1-12, MQTT-3.3.1-13
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a", retainAsPublished: asPublished);
        var publisher = _broker.Connect("p");

        publisher.Publish("a", "1", retain: true);
        publisher.Publish("a", "2");

        Assert.Equal(asPublished, subscriber.ExpectMessage("1").Retain);
        Assert.False(subscriber.ExpectMessage("2").Retain);
    }

    [Fact]
    public void ARetainedMessageAgesAndExpires() // MQTT-3.3.2-5, MQTT-3.3.2-6
    {
        _broker.Connect("p").Publish("a", "1", retain: true, properties: new() { MessageExpiryInterval = 10 });

        _broker.Pass(seconds: 4);
        var early = _broker.Connect("e");
        early.Subscribe("a", identifier: 8);
        var publish = early.ExpectMessage("1");
        Assert.Equal(6u, publish.Properties!.MessageExpiryInterval);
        Assert.Equal([8u], publish.Properties.SubscriptionIdentifiers);

        _broker.Pass(seconds: 6);
        var late = _broker.Connect("l");
        late.Subscribe("a");
        late.ExpectNothing();
    }

    [Fact]
    public void ManyRetainedMessagesComeAsFastAsTheClientTakesThem()
    {
        var broker = new TestBroker(new() { UnsentBytes = 1000 });
        var publisher = broker.Connect("p");
        for (var i = 0; i < 1000; i++) publisher.Publish($"a/{i}", "1", retain: true);
        var subscriber = broker.Connect("s");
        subscriber.Output.UnsentBytes = 1001;

        subscriber.Subscribe("#");
        subscriber.ExpectNothing();
        subscriber.Output.UnsentBytes = 0;
        broker.Pass(seconds: 1);

        Assert.Equal(1000, subscriber.TakeAll().Cast<Publish>().DistinctBy(publish => publish.TopicName).Count());
    }

    [Fact]
    public void AMessageThatIsReplacedBeforeItIsSentIsNotSent()
    {
        var broker = new TestBroker(new() { UnsentBytes = 50 });
        var publisher = broker.Connect("p");
        foreach (var topic in (string[])["a/1", "a/2"]) publisher.Publish(topic, new string('x', 100), retain: true);
        var subscriber = broker.Connect("s");
        subscriber.Output.IsStuck = true;
        subscriber.Subscribe("#");
        var first = subscriber.Expect<Publish>().TopicName.ToString();
        subscriber.ExpectNothing();

        foreach (var topic in (string[])["a/1", "a/2"]) publisher.Publish(topic, "new", retain: true);
        subscriber.Output.IsStuck = false;
        broker.Pass(seconds: 1);

        Assert.NotEqual(first, subscriber.ExpectMessage("new").TopicName.ToString());
        subscriber.ExpectNothing();
    }

    [Fact]
    public void NoLocalHoldsForRetainedMessagesToo() // MQTT-3.8.3-3
    {
        var client = _broker.Connect("c");
        client.Publish("a", "1", retain: true);

        client.Subscribe("a", noLocal: true);

        client.ExpectNothing();
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void SoManyAreRetainedAndAFurtherOneIsRefused(QoS qos)
    {
        var broker = new TestBroker(new() { RetainedMessages = 1 });
        var subscriber = broker.Connect("s");
        subscriber.Subscribe("#", QoS.ExactlyOnce);
        var publisher = broker.Connect("p");

        publisher.Publish("a", "1", retain: true);
        publisher.Publish("b", "2", qos, retain: true, packetId: 7);
        publisher.Publish("a", "3", retain: true);

        if (qos is QoS.AtLeastOnce) Assert.Equal(new PubAck { PacketId = 7, ReasonCode = ReasonCode.QuotaExceeded }, publisher.Expect<PubAck>() with { Properties = null });
        else Assert.Equal(new PubRec { PacketId = 7, ReasonCode = ReasonCode.QuotaExceeded }, publisher.Expect<PubRec>() with { Properties = null });
        subscriber.ExpectMessage("1");
        subscriber.ExpectMessage("3");
        subscriber.ExpectNothing();
        Assert.Equal(1, broker.Broker.RetainedMessageCount);
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.NotRetained));

        publisher.Publish("a", "", retain: true);
        publisher.Publish("b", "4", qos, retain: true, packetId: 7);
        subscriber.ExpectMessage("");
        subscriber.ExpectMessage("4");
        Assert.Equal(1, broker.Broker.RetainedMessageCount);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, QoS.AtLeastOnce)]
    [InlineData(ProtocolVersion.V311, QoS.AtMostOnce)]
    [InlineData(ProtocolVersion.V5, QoS.AtMostOnce)]
    public void WhatCannotBeRefusedIsDeliveredAndNotRetained(ProtocolVersion version, QoS qos)
    {
        var broker = new TestBroker(new() { RetainedMessages = 0 });
        var subscriber = broker.Connect("s");
        subscriber.Subscribe("a");

        broker.Connect("p", version).Publish("a", "1", qos, retain: true);

        subscriber.ExpectMessage("1");
        Assert.Equal(0, broker.Broker.RetainedMessageCount);
    }

    [Fact]
    public void WhatHasExpiredIsRemovedThoughNobodyAsks()
    {
        var publisher = _broker.Connect("p");
        for (var i = 0; i < 3000; i++) publisher.Publish($"a/{i}", "1", retain: true, properties: i % 2 == 0 ? new() { MessageExpiryInterval = 10 } : null);
        publisher.Publish("$a", "1", retain: true, properties: new() { MessageExpiryInterval = 10 });

        _broker.Pass(seconds: 9);
        Assert.Equal(3001, _broker.Broker.RetainedMessageCount);
        _broker.Pass(seconds: 61);
        Assert.Equal(1500, _broker.Broker.RetainedMessageCount);
    }

    [Fact]
    public void WhatExpiresWhileItWaitsToBeSentIsNotSent() // MQTT-3.3.2-5
    {
        var broker = new TestBroker(new() { UnsentBytes = 50 });
        var publisher = broker.Connect("p");
        foreach (var topic in (string[])["a/1", "a/2"]) publisher.Publish(topic, new string('x', 100), retain: true, properties: new() { MessageExpiryInterval = 5 });
        var subscriber = broker.Connect("s");
        subscriber.Output.IsStuck = true;
        subscriber.Subscribe("#");
        subscriber.Expect<Publish>();

        broker.Pass(seconds: 5);
        subscriber.Output.IsStuck = false;
        broker.Pass(seconds: 1);

        subscriber.ExpectNothing();
    }
}
