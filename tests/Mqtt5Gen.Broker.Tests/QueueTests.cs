using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>What waits for a client: how much, and what gives way.</summary>
public sealed class QueueTests
{
    private static readonly string Long = new('x', 100);

    [Theory]
    [InlineData(QueueFullPolicy.DropNewest, "1", "2")]
    [InlineData(QueueFullPolicy.DropOldest, "3", "4")]
    [InlineData(QueueFullPolicy.Disconnect, "1", "2")]
    public void SoManyMessagesWaitForAClientThatIsAway(QueueFullPolicy policy, params string[] delivered)
    {
        var broker = new TestBroker(new() { QueuedMessages = 2, QueueFull = policy });
        Leave(broker, QoS.AtLeastOnce);
        PublishAll(broker, QoS.AtLeastOnce, "1", "2", "3", "4");

        var subscriber = Return(broker);

        ExpectAll(subscriber, delivered);
        Assert.Equal(2, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
        Assert.Equal(2, broker.Broker.DroppedMessages);
    }

    [Theory]
    [InlineData(QueueFullPolicy.DropNewest, "1", "2", "3")]
    [InlineData(QueueFullPolicy.DropOldest, "1", "3", "4")] // what is in flight stays
    public void SoManyMessagesWaitForAClientThatDoesNotAcknowledge(QueueFullPolicy policy, params string[] delivered)
    {
        var broker = new TestBroker(new() { QueuedMessages = 2, QueueFull = policy });
        var subscriber = broker.Connect("s", properties: new() { ReceiveMaximum = 1 });
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        PublishAll(broker, QoS.AtLeastOnce, "1", "2", "3", "4");

        foreach (var payload in delivered) subscriber.Send(new PubAck { PacketId = subscriber.ExpectMessage(payload).PacketId });

        subscriber.ExpectNothing();
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
    }

    [Fact]
    public void AClientWithAFullQueueIsDisconnectedIfItIsToBe()
    {
        var broker = new TestBroker(new() { QueuedMessages = 1, QueueFull = QueueFullPolicy.Disconnect });
        var will = broker.Connect("w");
        will.Subscribe("will");
        var subscriber = broker.Connect(new Connect
        {
            ClientId = "s",
            CleanStart = true,
            WillTopic = "will",
            WillPayload = "gone"u8.ToArray(),
            Properties = new() { ReceiveMaximum = 1, SessionExpiryInterval = 60 },
            WillProperties = new(),
        });
        subscriber.Subscribe("a", QoS.AtLeastOnce);

        PublishAll(broker, QoS.AtLeastOnce, "1", "2", "3", "4");

        subscriber.ExpectMessage("1");
        subscriber.ExpectClosed(ReasonCode.QuotaExceeded);
        will.ExpectMessage("gone");
        Assert.Equal(2, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
    }

    [Theory]
    [InlineData(QueueFullPolicy.DropNewest, 2)]
    [InlineData(QueueFullPolicy.DropOldest, 3)]
    public void SoManyBytesAreHeld(QueueFullPolicy policy, int held)
    {
        var broker = new TestBroker(new() { QueuedBytes = 250, QueueFull = policy });
        var subscriber = broker.Connect("s", properties: new() { ReceiveMaximum = 1 });
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        PublishAll(broker, QoS.ExactlyOnce, Long + 1, Long + 2, Long + 3);

        var first = subscriber.ExpectMessage(Long + 1);
        subscriber.ExpectNothing();
        subscriber.Send(new PubRec { PacketId = first.PacketId });
        subscriber.Expect<PubRel>();
        PublishAll(broker, QoS.ExactlyOnce, Long + 4);
        subscriber.Send(new PubComp { PacketId = first.PacketId });
        var second = subscriber.ExpectMessage(Long + held);
        subscriber.Send(new PubRec { PacketId = second.PacketId });
        subscriber.Expect<PubRel>();
        subscriber.Send(new PubComp { PacketId = second.PacketId });
        subscriber.ExpectMessage(Long + 4); // the first was no longer held when it came
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
    }

    [Fact]
    public void AMessageAboveTheLimitPushesNothingOut()
    {
        var broker = new TestBroker(new() { QueuedBytes = 90, QueueFull = QueueFullPolicy.DropOldest });
        Leave(broker, QoS.AtLeastOnce);
        PublishAll(broker, QoS.AtLeastOnce, "1", Long, "2");

        ExpectAll(Return(broker), "1", "2");
    }

    [Theory]
    [InlineData(QueueFullPolicy.DropNewest, "0b", "1a", "1b")]
    [InlineData(QueueFullPolicy.DropOldest, "1a", "0c", "1b")]
    public void QoS0GoesFirst(QueueFullPolicy policy, params string[] delivered)
    {
        var broker = new TestBroker(new() { QueuedMessages = 3, QueueFull = policy, QueueQoS0 = true });
        Leave(broker, QoS.AtLeastOnce);
        PublishAll(broker, QoS.AtMostOnce, "0a", "0b");
        PublishAll(broker, QoS.AtLeastOnce, "1a");
        PublishAll(broker, QoS.AtMostOnce, "0c"); // no room for it, unless the oldest goes
        PublishAll(broker, QoS.AtLeastOnce, "1b");

        ExpectAll(Return(broker), delivered);
        Assert.Equal(2, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
    }

    [Theory]
    [InlineData(false, "1", "2")]
    [InlineData(true, "0", "1", "2")]
    public void QoS0WaitsIfItIsTo(bool waits, params string[] delivered)
    {
        var broker = new TestBroker(new() { QueueQoS0 = waits });
        Leave(broker, QoS.AtLeastOnce);
        PublishAll(broker, QoS.AtMostOnce, "0");
        PublishAll(broker, QoS.AtLeastOnce, "1", "2");

        ExpectAll(Return(broker), delivered);
        Assert.Equal(0, broker.Broker.DroppedMessages);
    }

    [Fact]
    public void QoS0ThatWaitsIsNotOvertakenAndDoesNotWaitForTheWindow()
    {
        var broker = new TestBroker(new() { QueueQoS0 = true, UnsentBytes = 100 });
        Leave(broker, QoS.AtLeastOnce);
        PublishAll(broker, QoS.AtLeastOnce, "1a", "1b");
        PublishAll(broker, QoS.AtMostOnce, Long, Long + 1);

        var subscriber = broker.Connect("s", clean: false, expiry: 60, properties: new() { ReceiveMaximum = 1 });
        subscriber.ExpectMessage("1a");
        subscriber.ExpectMessage(Long);
        subscriber.ExpectMessage(Long + 1);
        subscriber.ExpectNothing();

        subscriber.Break();
        PublishAll(broker, QoS.AtMostOnce, Long, Long + 1);
        subscriber = broker.Open();
        subscriber.Output.IsStuck = true;
        subscriber.Send(new Connect { ClientId = "s", Properties = new() { SessionExpiryInterval = 60 } });
        subscriber.Expect<ConnAck>();
        ExpectAll(subscriber, "1a", "1b", Long);
        subscriber.Output.IsStuck = false;
        PublishAll(broker, QoS.AtMostOnce, "new");
        subscriber.ExpectNothing(); // it would overtake
        broker.Pass(seconds: 1);
        ExpectAll(subscriber, Long + 1, "new");
    }

    [Fact]
    public void WhatHasExpiredMakesRoom()
    {
        var broker = new TestBroker(new() { QueuedMessages = 2 });
        Leave(broker, QoS.AtLeastOnce);
        var publisher = broker.Connect("p");
        publisher.Publish("a", "1", QoS.AtLeastOnce);
        publisher.Publish("a", "2", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 5 });
        broker.Pass(seconds: 5);
        PublishAll(broker, QoS.AtLeastOnce, "3");

        ExpectAll(Return(broker), "1", "3");
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.Expired));
        Assert.Equal(0, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
    }

    [Fact]
    public void EachDropHasItsCause()
    {
        var broker = new TestBroker(new() { UnsentBytes = 100 });
        var subscriber = broker.Connect("s", properties: new() { MaximumPacketSize = 50 });
        subscriber.Subscribe("a");

        PublishAll(broker, QoS.AtMostOnce, Long);
        subscriber.Output.UnsentBytes = 101;
        PublishAll(broker, QoS.AtMostOnce, "1", "2");

        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.TooLarge));
        Assert.Equal(2, broker.Broker.DroppedMessagesBy(DropCause.ClientTooSlow));
        Assert.Equal(3, broker.Broker.DroppedMessages);
    }

    private static void Leave(TestBroker broker, QoS qos)
    {
        var subscriber = broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", qos);
        subscriber.Break();
    }

    private static TestClient Return(TestBroker broker) => broker.Connect("s", clean: false, expiry: 60);

    private static void PublishAll(TestBroker broker, QoS qos, params string[] payloads)
    {
        var publisher = broker.Connect("publisher");
        foreach (var payload in payloads) publisher.Publish("a", payload, qos);
    }

    private static void ExpectAll(TestClient subscriber, params string[] payloads)
    {
        foreach (var payload in payloads) subscriber.ExpectMessage(payload);
        subscriber.ExpectNothing();
    }
}
