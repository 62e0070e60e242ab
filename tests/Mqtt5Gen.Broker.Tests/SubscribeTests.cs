using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class SubscribeTests
{
    private readonly TestBroker _broker = new();

    [Fact]
    public void OverlappingSubscriptionsGetOneCopyWithAllIdentifiersAtTheHighestQoS() // MQTT-3.3.4-2, MQTT-3.3.4-4
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a/b", QoS.AtMostOnce, identifier: 1);
        subscriber.Subscribe("a/+", QoS.ExactlyOnce, identifier: 300);
        subscriber.Subscribe("#", QoS.AtLeastOnce);

        _broker.Connect("p").Publish("a/b", "1", QoS.ExactlyOnce);

        var publish = subscriber.ExpectMessage("1");
        Assert.Equal(QoS.ExactlyOnce, publish.QoS);
        Assert.Equal([1u, 300u], publish.Properties!.SubscriptionIdentifiers.Order());
        subscriber.ExpectNothing();
    }

    [Fact]
    public void SubscribingAgainReplacesTheSubscription() // MQTT-3.8.4-3
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a", QoS.ExactlyOnce, identifier: 1);
        subscriber.Subscribe("a", QoS.AtLeastOnce, identifier: 2);

        _broker.Connect("p").Publish("a", "1", QoS.ExactlyOnce);

        var publish = subscriber.ExpectMessage("1");
        Assert.Equal(QoS.AtLeastOnce, publish.QoS);
        Assert.Equal([2u], publish.Properties!.SubscriptionIdentifiers);
    }

    [Fact]
    public void NoLocalKeepsAClientsOwnMessagesFromIt() // MQTT-3.8.3-3
    {
        var client = _broker.Connect("c");
        client.Subscribe("a", noLocal: true);
        var other = _broker.Connect("d");
        other.Subscribe("a", noLocal: true);

        client.Publish("a", "1");

        other.ExpectMessage("1");
        client.ExpectNothing();
    }

    [Fact]
    public void UnsubscribeStopsTheMessages() // MQTT-3.10.4-1, MQTT-3.10.4-2, MQTT-3.10.4-6
    {
        var client = _broker.Connect("c");
        client.Subscribe("a");
        client.Subscribe("b");

        client.Send(new Unsubscribe { PacketId = 5, TopicFilters = ["a", "c"] });
        client.Publish("a", "1");
        client.Publish("b", "2");

        var unsubAck = client.Expect<UnsubAck>();
        Assert.Equal(5, unsubAck.PacketId);
        Assert.Equal([ReasonCode.Success, ReasonCode.NoSubscriptionExisted], unsubAck.ReasonCodes);
        client.ExpectMessage("2");
        client.ExpectNothing();
    }

    [Fact]
    public void EachFilterOfAPacketIsAnswered() // MQTT-3.8.4-6, MQTT-3.9.3-1
    {
        var client = new TestBroker(new() { SubscriptionsPerSession = 1 }).Connect("c");

        client.Send(new Subscribe
        {
            PacketId = 1,
            Subscriptions = [new() { TopicFilter = "a", MaximumQoS = QoS.ExactlyOnce }, new() { TopicFilter = "b" }, new() { TopicFilter = "a", MaximumQoS = QoS.AtLeastOnce }],
        });

        Assert.Equal([ReasonCode.GrantedQoS2, ReasonCode.QuotaExceeded, ReasonCode.GrantedQoS1], client.Expect<SubAck>().ReasonCodes);
    }

    [Fact]
    public void ASessionHasSoManySubscriptions()
    {
        var client = new TestBroker(new() { SubscriptionsPerSession = 1 }).Connect("c");

        Assert.Equal([ReasonCode.GrantedQoS0], client.Subscribe("a").ReasonCodes);
        Assert.Equal([ReasonCode.QuotaExceeded], client.Subscribe("b").ReasonCodes);
        Assert.Equal([ReasonCode.GrantedQoS1], client.Subscribe("a", QoS.AtLeastOnce).ReasonCodes);
    }

    [Fact]
    public void EveryPropertyOfAMessageIsForwarded() // MQTT-3.3.2-4, MQTT-3.3.2-15, MQTT-3.3.2-16, MQTT-3.3.2-17, MQTT-3.3.2-18, MQTT-3.3.2-20
    {
        var properties = new PublishProperties
        {
            PayloadFormatIndicator = PayloadFormat.Utf8,
            MessageExpiryInterval = 100,
            ContentType = "text/plain",
            ResponseTopic = "answers",
            CorrelationData = new byte[] { 1, 2, 3 },
            UserProperties = [new("b", "1"), new("a", "2"), new("b", "1")],
        };
        var subscribers = Enumerable.Range(0, 3).Select(i => _broker.Connect($"s{i}")).ToArray();
        foreach (var subscriber in subscribers) subscriber.Subscribe("a", QoS.AtLeastOnce);

        _broker.Connect("p").Publish("a", "1", properties: properties);

        foreach (var subscriber in subscribers) Assert.Equal(properties, subscriber.ExpectMessage("1").Properties);
    }

    [Fact]
    public void AnInboundTopicAliasStandsForItsTopic() // MQTT-3.3.2-12
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a");
        var publisher = _broker.Connect("p");

        publisher.Publish("a", "1", properties: new() { TopicAlias = 3 });
        publisher.Publish("", "2", properties: new() { TopicAlias = 3 });

        Assert.Null(subscriber.ExpectMessage("1").Properties);
        var second = subscriber.ExpectMessage("2");
        Assert.Equal("a", second.TopicName.ToString());
        Assert.Null(second.Properties);
    }
}
