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
    public void NoLocalHoldsForRetainedMessagesToo() // MQTT-3.8.3-3
    {
        var client = _broker.Connect("c");
        client.Publish("a", "1", retain: true);

        client.Subscribe("a", noLocal: true);

        client.ExpectNothing();
    }
}
