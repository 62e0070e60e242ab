using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>Topic Aliases that the broker assigns.</summary>
public sealed class AssignedAliasTests
{
    private const string Topic = "sensors/kitchen/temperature";

    private readonly TestBroker _broker = new();

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(1, 7u)]
    public void ATopicIsSentOnceAndThenItsAlias(int receivers, uint? identifier) // MQTT-3.3.2-12
    {
        var subscribers = Enumerable.Range(0, receivers).Select(i => Subscribe($"s{i}", maximum: 5, identifier)).ToArray();
        var publisher = _broker.Connect("p");
        foreach (var payload in (string[])["1", "2", "3"]) publisher.Publish(Topic, payload, QoS.AtLeastOnce, properties: new() { ContentType = "x" });

        foreach (var subscriber in subscribers)
        {
            Assert.Equal((Topic, (ushort?)1), Received(subscriber, "1"));
            Assert.Equal(("", (ushort?)1), Received(subscriber, "2"));
            var third = subscriber.ExpectMessage("3");
            Assert.Equal("x", third.Properties!.ContentType!.Value.ToString());
            Assert.Equal((3, QoS.AtLeastOnce), (third.PacketId, third.QoS));
            Assert.Equal(identifier is null ? [] : [identifier.Value], third.Properties.SubscriptionIdentifiers);
        }
    }

    [Fact]
    public void ReceiversWithOtherAliasesOrNoneGetTheirOwn() // MQTT-3.1.2-26, MQTT-3.1.2-27
    {
        var first = Subscribe("1", maximum: 1);
        var second = Subscribe("2", maximum: 1);
        var none = Subscribe("3", maximum: 0);
        var old = _broker.Connect("4", ProtocolVersion.V311);
        old.Subscribe("#");
        var publisher = _broker.Connect("p");
        publisher.Publish("other/topic", "0"); // takes the one alias of all
        foreach (var subscriber in (TestClient[])[first, second, none, old]) subscriber.ExpectMessage("0");
        var third = Subscribe("5", maximum: 9);
        Unsubscribe(third);
        third.Subscribe(Topic);
        var fourth = Subscribe("6", maximum: 9);
        publisher.Publish("further", "0");
        foreach (var subscriber in (TestClient[])[first, second, none, old, fourth]) subscriber.ExpectMessage("0");

        foreach (var payload in (string[])["1", "2"]) publisher.Publish(Topic, payload);

        foreach (var subscriber in (TestClient[])[first, second, none, old])
        {
            foreach (var payload in (string[])["1", "2"]) Assert.Equal((Topic, (ushort?)null), Received(subscriber, payload));
        }

        Assert.Equal((Topic, (ushort?)1), Received(third, "1"));
        Assert.Equal(("", (ushort?)1), Received(third, "2"));
        Assert.Equal((Topic, (ushort?)2), Received(fourth, "1"));
        Assert.Equal(("", (ushort?)2), Received(fourth, "2"));
    }

    [Fact]
    public void AliasesEndWithTheConnection() // MQTT-3.3.2-7
    {
        var subscriber = Subscribe("s", maximum: 1, expiry: 60);
        var publisher = _broker.Connect("p");
        publisher.Publish(Topic, "1", QoS.AtLeastOnce);
        publisher.Publish(Topic, "2", QoS.AtLeastOnce);
        subscriber.Break();

        subscriber = _broker.Connect("s", clean: false, expiry: 60, properties: new() { TopicAliasMaximum = 1 });

        Assert.Equal((Topic, (ushort?)1), Received(subscriber, "1"));
        Assert.Equal(("", (ushort?)1), Received(subscriber, "2"));
    }

    [Fact]
    public void AShortTopicIsShorterThanAnAlias()
    {
        var subscriber = Subscribe("s", maximum: 1);

        _broker.Connect("p").Publish("abc", "1");

        Assert.Equal(("abc", (ushort?)null), Received(subscriber, "1"));
    }

    [Fact]
    public void WhatIsTooLargeWithAnAliasIsSentWithout() // MQTT-3.1.2-24
    {
        foreach (var receivers in (int[])[1, 2])
        {
            var subscribers = Enumerable.Range(0, receivers).Select(i => Subscribe($"s{i}", maximum: 1, maximumPacketSize: 50)).ToArray();
            var publisher = _broker.Connect("p");
            var payload = new string('x', 50 - 5 - Topic.Length);

            publisher.Publish(Topic, payload);
            publisher.Publish(Topic, "1");
            publisher.Publish(Topic, payload + new string('x', Topic.Length - 3));

            foreach (var subscriber in subscribers)
            {
                Assert.Equal((Topic, (ushort?)null), Received(subscriber, payload));
                Assert.Equal((Topic, (ushort?)1), Received(subscriber, "1"));
                Assert.Equal(("", (ushort?)1), Received(subscriber, null));
                subscriber.Break();
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TheOperatorLimitsThem(ushort maximum)
    {
        var broker = new TestBroker(new() { AssignedTopicAliases = maximum });
        var subscriber = broker.Connect("s", properties: new() { TopicAliasMaximum = 100 });
        subscriber.Subscribe("#");
        var publisher = broker.Connect("p");

        publisher.Publish("first", "1");
        publisher.Publish("second", "2");

        Assert.Equal(("first", maximum == 0 ? null : (ushort?)1), Received(subscriber, "1"));
        Assert.Equal(("second", (ushort?)null), Received(subscriber, "2"));
    }

    private TestClient Subscribe(string name, ushort maximum, uint? identifier = null, uint expiry = 0, uint? maximumPacketSize = null)
    {
        var subscriber = _broker.Connect(name, expiry: expiry, properties: new() { TopicAliasMaximum = maximum, MaximumPacketSize = maximumPacketSize });
        subscriber.Subscribe("#", QoS.AtLeastOnce, identifier);
        return subscriber;
    }

    private static void Unsubscribe(TestClient client)
    {
        client.Send(new Unsubscribe { PacketId = 9, TopicFilters = ["#"] });
        client.Expect<UnsubAck>();
    }

    private static (string Topic, ushort? Alias) Received(TestClient client, string? payload)
    {
        var publish = payload is null ? client.Expect<Publish>() : client.ExpectMessage(payload);
        return (publish.TopicName.ToString(), publish.Properties?.TopicAlias);
    }
}
