using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>What becomes of a message whose member of a Shared Subscription is gone before it acknowledged (4.8.2).</summary>
public sealed class SharedHandoverTests
{
    private const string Filter = "$share/g/a";

    private readonly TestBroker _broker = new();

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void QoS1GoesToAnotherMemberThatIsThere(uint expiry)
    {
        var (first, second) = (Join("1", QoS.AtLeastOnce, expiry), Join("2", QoS.ExactlyOnce));
        Publish(QoS.AtLeastOnce, "a", "b", "c");
        var a = first.ExpectMessage("a");
        first.ExpectMessage("c");
        second.ExpectMessage("b");
        first.Send(new PubAck { PacketId = a.PacketId });

        first.Break();

        var again = second.ExpectMessage("c");
        Assert.False(again.Dup); // new to this client
        second.ExpectNothing();
        _broker.Connect("1", clean: false, expiry: expiry).ExpectNothing();
    }

    [Fact]
    public void ADisconnectDoesTheSame()
    {
        var (first, second) = (Join("1", QoS.AtLeastOnce, expiry: 60), Join("2", QoS.AtLeastOnce));
        Publish(QoS.AtLeastOnce, "a", "b");
        first.ExpectMessage("a");
        second.ExpectMessage("b");

        first.Send(new Disconnect());

        second.ExpectMessage("a");
    }

    [Fact]
    public void WithNobodyElseThereTheClientIsResentIt() // MQTT-4.4.0-1
    {
        Join("2", QoS.AtLeastOnce, expiry: 60).Break();
        var first = Join("1", QoS.AtLeastOnce, expiry: 60);
        Publish(QoS.AtLeastOnce, "a");
        var publish = first.ExpectMessage("a");
        first.Break();

        first = _broker.Connect("1", clean: false, expiry: 60);

        Assert.Equal(publish with { Dup = true }, first.ExpectMessage("a"));
        first.ExpectNothing();
    }

    [Fact]
    public void WhenTheSessionEndsItGoesToAMemberThatIsAway()
    {
        Join("2", QoS.AtLeastOnce, expiry: 600).Break();
        var first = Join("1", QoS.AtLeastOnce, expiry: 60);
        Publish(QoS.AtLeastOnce, "a");
        first.ExpectMessage("a");
        first.Break();

        _broker.Pass(seconds: 60);

        _broker.Connect("2", clean: false).ExpectMessage("a");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void QoS2ThatIsBegunIsFinishedWithItsClient(bool isReceived) // MQTT-4.8.2-4
    {
        var (first, second) = (Join("1", QoS.ExactlyOnce, expiry: 60), Join("2", QoS.ExactlyOnce));
        Publish(QoS.ExactlyOnce, "a");
        var publish = first.ExpectMessage("a");
        if (isReceived) first.Send(new PubRec { PacketId = publish.PacketId });
        if (isReceived) first.Expect<PubRel>();
        first.Break();
        second.ExpectNothing();

        first = _broker.Connect("1", clean: false, expiry: 60);

        if (isReceived) Assert.Equal(publish.PacketId, first.Expect<PubRel>().PacketId);
        else Assert.Equal(publish with { Dup = true }, first.ExpectMessage("a"));
        first.ExpectNothing();
        second.ExpectNothing();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void QoS2ThatIsBegunEndsWithTheSession(uint expiry) // MQTT-4.8.2-5
    {
        var (first, second) = (Join("1", QoS.ExactlyOnce, expiry), Join("2", QoS.ExactlyOnce));
        Publish(QoS.ExactlyOnce, "a");
        first.ExpectMessage("a");

        first.Break();
        _broker.Pass(seconds: 60);

        second.ExpectNothing();
    }

    [Fact]
    public void ARefusedMessageGoesToNobodyElse() // MQTT-4.8.2-6
    {
        var (first, second) = (Join("1", QoS.ExactlyOnce), Join("2", QoS.ExactlyOnce));
        Publish(QoS.AtLeastOnce, "a");
        Publish(QoS.ExactlyOnce, "b");
        Publish(QoS.ExactlyOnce, "c");
        first.Send(new PubAck { PacketId = first.ExpectMessage("a").PacketId, ReasonCode = ReasonCode.UnspecifiedError });
        second.Send(new PubRec { PacketId = second.ExpectMessage("b").PacketId, ReasonCode = ReasonCode.UnspecifiedError });
        var left = first.ExpectMessage("c");
        first.Send(new PubRec { PacketId = left.PacketId, ReasonCode = ReasonCode.QuotaExceeded });

        first.Break();

        second.ExpectNothing();
    }

    [Fact]
    public void AClientThatTakesItsSessionOverIsResentItsOwn()
    {
        var (first, second) = (Join("1", QoS.AtLeastOnce, expiry: 60), Join("2", QoS.AtLeastOnce));
        Publish(QoS.AtLeastOnce, "a");
        var publish = first.ExpectMessage("a");

        first = _broker.Connect("1", clean: false, expiry: 60);

        Assert.Equal(publish with { Dup = true }, first.ExpectMessage("a"));
        second.ExpectNothing();
    }

    [Fact]
    public void CleanStartHandsOverToo()
    {
        var (first, second) = (Join("1", QoS.AtLeastOnce, expiry: 60), Join("2", QoS.AtLeastOnce));
        Publish(QoS.AtLeastOnce, "a");
        first.ExpectMessage("a");

        _broker.Connect("1", clean: true, expiry: 60).ExpectNothing();

        second.ExpectMessage("a");
    }

    [Fact]
    public void WhoUnsubscribesKeepsWhatWasSent() // MQTT-3.10.4-3
    {
        var (first, second) = (Join("1", QoS.AtLeastOnce, expiry: 60), Join("2", QoS.AtLeastOnce, expiry: 60));
        Publish(QoS.AtLeastOnce, "a");
        var publish = first.ExpectMessage("a");
        first.Send(new Unsubscribe { PacketId = 1, TopicFilters = [Filter] });
        first.Expect<UnsubAck>();
        second.ExpectNothing();
        second.Break();

        first.Break();
        first = _broker.Connect("1", clean: false, expiry: 60);

        Assert.Equal(publish with { Dup = true }, first.ExpectMessage("a"));
    }

    [Fact]
    public void WhatIsHandedOverWaitsForRoomAndNothingIsLost()
    {
        var first = Join("1", QoS.AtLeastOnce);
        Publish(QoS.AtLeastOnce, [.. Enumerable.Range(0, 20).Select(i => $"{i}")]);
        var second = _broker.Connect("2", properties: new() { ReceiveMaximum = 1 });
        second.Subscribe(Filter, QoS.AtLeastOnce);

        first.Break();

        for (var i = 0; i < 20; i++)
        {
            var publish = second.ExpectMessage($"{i}");
            second.ExpectNothing();
            second.Send(new PubAck { PacketId = publish.PacketId });
        }

        Assert.Equal(0, _broker.Broker.DroppedMessages);
    }

    [Fact]
    public void WhatHasExpiredIsNotHandedOver() // MQTT-3.3.2-5
    {
        var (first, second) = (Join("1", QoS.AtLeastOnce, expiry: 60), Join("2", QoS.AtLeastOnce));
        foreach (var payload in (string[])["a", "b"]) _broker.Connect("p").Publish("a", payload, QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 5 });
        first.ExpectMessage("a");
        second.ExpectMessage("b");
        _broker.Pass(seconds: 5);

        first.Break();

        second.ExpectNothing();
        Assert.Equal(1, _broker.Broker.DroppedMessagesBy(DropCause.Expired));
    }

    [Fact]
    public void WhatIsHandedOverIsNoLongerHeld()
    {
        var broker = new TestBroker(new() { QueuedBytes = 150 });
        var first = broker.Connect("1", expiry: 60);
        first.Subscribe(Filter, QoS.AtLeastOnce);
        first.Subscribe("own", QoS.AtLeastOnce);
        var publisher = broker.Connect("p");
        publisher.Publish("a", new string('x', 100), QoS.AtLeastOnce);
        broker.Connect("2").Subscribe(Filter, QoS.AtLeastOnce);

        first.Break();
        publisher.Publish("own", new string('y', 100), QoS.AtLeastOnce);

        broker.Connect("1", clean: false).ExpectMessage(new string('y', 100));
    }

    [Fact]
    public void WhatWaitedForOneAloneGoesToAnother()
    {
        var broker = new TestBroker(new() { SharedSubscriptions = SharedSubscriptionStrategy.Sticky });
        var first = broker.Connect("1", expiry: 60, properties: new() { ReceiveMaximum = 1 });
        first.Subscribe(Filter, QoS.ExactlyOnce);
        first.Subscribe("own", QoS.AtLeastOnce);
        var second = broker.Connect("2");
        second.Subscribe(Filter, QoS.ExactlyOnce);
        var publisher = broker.Connect("p");
        publisher.Publish("a", "begun", QoS.ExactlyOnce);
        publisher.Publish("a", "waits", QoS.ExactlyOnce);
        publisher.Publish("own", "own", QoS.AtLeastOnce);
        first.ExpectMessage("begun");

        first.Break();

        second.ExpectMessage("waits");
        second.ExpectNothing();
        first = broker.Connect("1", clean: false, expiry: 60);
        first.ExpectMessage("begun");
        first.ExpectMessage("own");
        first.ExpectNothing();
    }

    private TestClient Join(string name, QoS qos, uint expiry = 0)
    {
        var member = _broker.Connect(name, expiry: expiry);
        member.Subscribe(Filter, qos);
        return member;
    }

    private void Publish(QoS qos, params string[] payloads)
    {
        var publisher = _broker.Connect("publisher");
        foreach (var payload in payloads) publisher.Publish("a", payload, qos);
    }
}
