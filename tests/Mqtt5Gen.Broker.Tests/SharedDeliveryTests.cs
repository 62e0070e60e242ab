using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>Which member of a Shared Subscription gets a message, when some are away, slow or gone.</summary>
public sealed class SharedDeliveryTests
{
    private const string Filter = "$share/g/a";

    [Fact]
    public void MembersThatAreAwayArePassedOver()
    {
        var broker = new TestBroker();
        Join(broker, "away", expiry: 60).Break();
        var here = Join(broker, "here");

        Publish(broker, "1", "2");

        Expect(here, "1", "2");
        broker.Connect("away", clean: false).ExpectNothing();
    }

    [Fact]
    public void WithNobodyThereMessagesWaitForWhoeverComesFirst()
    {
        var broker = new TestBroker();
        foreach (var name in (string[])["1", "2"]) Join(broker, name, expiry: 60);
        foreach (var name in (string[])["1", "2"]) broker.Connect(name, clean: false, expiry: 60).Break();
        Publish(broker, "a", "b", "c");

        var member = broker.Connect("2", clean: false, expiry: 60);

        Expect(member, "a", "b", "c");
        broker.Connect("1", clean: false, expiry: 60).ExpectNothing();
    }

    [Fact]
    public void ANewMemberTakesWhatWaits()
    {
        var broker = new TestBroker();
        Join(broker, "1", expiry: 60).Break();
        Publish(broker, "a", "b");

        Expect(Join(broker, "2"), "a", "b");
    }

    [Theory]
    [InlineData(QoS.AtMostOnce, false)]
    [InlineData(QoS.AtLeastOnce, true)]
    public void WhatTheMembersAskedForDecidesWhetherItWaits(QoS granted, bool waits)
    {
        var broker = new TestBroker();
        Join(broker, "1", granted, expiry: 60).Break();
        Publish(broker, "a");

        var member = Join(broker, "2", QoS.AtMostOnce);

        if (waits) Assert.Equal(QoS.AtMostOnce, member.ExpectMessage("a").QoS);
        member.ExpectNothing();
    }

    [Fact]
    public void QoS0WaitsOnlyIfTheOperatorSaysSo()
    {
        foreach (var waits in (bool[])[false, true])
        {
            var broker = new TestBroker(new() { QueueQoS0 = waits });
            Join(broker, "1", expiry: 60).Break();
            broker.Connect("p").Publish("a", "0");
            Expect(broker.Connect("1", clean: false), waits ? ["0"] : []);
        }
    }

    [Fact]
    public void WhatWaitsInAGroupExpiresAndIsLimited()
    {
        var broker = new TestBroker(new() { QueuedMessages = 2 });
        Join(broker, "1", expiry: 60).Break();
        var publisher = broker.Connect("p");
        publisher.Publish("a", "a", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 5 });
        publisher.Publish("a", "b", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 20 });
        publisher.Publish("a", "c", QoS.AtLeastOnce);
        broker.Pass(seconds: 6);

        var member = broker.Connect("1", clean: false);

        Assert.Equal(14u, member.ExpectMessage("b").Properties!.MessageExpiryInterval);
        member.ExpectNothing();
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.Expired));
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));
    }

    [Fact]
    public void AFullWindowIsPassedOverAndFilledAgainWhenItHasRoom()
    {
        var broker = new TestBroker();
        var small = Join(broker, "small", receiveMaximum: 1);
        var large = Join(broker, "large", receiveMaximum: 2);
        Publish(broker, "1", "2", "3", "4", "5");

        var first = small.ExpectMessage("1");
        Expect(large, "2", "3");
        small.ExpectNothing();

        small.Send(new PubAck { PacketId = first.PacketId });
        var fourth = small.ExpectMessage("4");
        small.Send(new PubAck { PacketId = fourth.PacketId });
        Expect(small, "5");
        large.ExpectNothing();
    }

    [Fact]
    public void AMemberThatDoesNotReadIsPassedOver()
    {
        var broker = new TestBroker(new() { UnsentBytes = 100 });
        var slow = Join(broker, "slow");
        var fast = Join(broker, "fast");
        slow.Output.UnsentBytes = 101;

        Publish(broker, "1", "2");
        broker.Connect("p").Publish("a", "0");
        Expect(fast, "1", "2", "0");

        slow.Output.UnsentBytes = 0;
        broker.Pass(seconds: 1);
        Publish(broker, "3", "4");
        Expect(slow, "4");
        Expect(fast, "3");
    }

    [Fact]
    public void QoS0NeedsNoWindow()
    {
        var broker = new TestBroker();
        var member = Join(broker, "m", receiveMaximum: 1);
        Publish(broker, "1", "2");
        broker.Connect("p").Publish("a", "0");

        Expect(member, "1", "0");
        Assert.Equal(0, broker.Broker.DroppedMessages);

        member.Output.UnsentBytes = long.MaxValue / 2;
        broker.Connect("p").Publish("a", "0");
        member.ExpectNothing();
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.ClientTooSlow));
    }

    [Fact]
    public void AMessageTooLargeForOneGoesToAnother() // MQTT-3.1.2-24, MQTT-3.1.2-25
    {
        foreach (var strategy in Enum.GetValues<SharedSubscriptionStrategy>())
        {
            var broker = new TestBroker(new() { SharedSubscriptions = strategy });
            var small = Join(broker, "small", maximumPacketSize: 50);
            var payload = new string('x', 100);

            Publish(broker, payload);
            small.ExpectNothing();
            Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.TooLarge));

            var large = Join(broker, "large");
            Publish(broker, payload, payload);
            Expect(large, payload, payload);
            Publish(broker, "fits", "fits");
            Assert.Equal(2, small.TakeAll().Count + large.TakeAll().Count);
            Assert.Equal(1, broker.Broker.DroppedMessages);
        }
    }

    [Fact]
    public void OneMemberMayBelongToManyGroupsOfOneWindow()
    {
        var broker = new TestBroker();
        var member = broker.Connect("m", properties: new() { ReceiveMaximum = 1 });
        foreach (var group in (string[])["g", "h", "i"]) member.Subscribe($"$share/{group}/a", QoS.AtLeastOnce);
        Publish(broker, "1", "2");

        var payloads = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var publish = member.Expect<Publish>();
            member.ExpectNothing();
            payloads.Add(System.Text.Encoding.UTF8.GetString(publish.Payload.Span));
            member.Send(new PubAck { PacketId = publish.PacketId });
        }

        Assert.Equal(["1", "1", "1", "2", "2", "2"], payloads.Order());
        member.ExpectNothing();
    }

    [Fact]
    public void StickyKeepsTheMessagesOfAPublisherTogether()
    {
        var broker = new TestBroker(new() { SharedSubscriptions = SharedSubscriptionStrategy.Sticky });
        var members = Enumerable.Range(0, 3).Select(i => Join(broker, $"m{i}", receiveMaximum: 2)).ToArray();
        var publishers = Enumerable.Range(0, 30).Select(i => broker.Connect($"p{i}")).ToArray();

        for (var round = 0; round < 3; round++)
        {
            foreach (var publisher in publishers) publisher.Publish("a", $"{round}", QoS.AtLeastOnce, properties: new() { CorrelationData = new byte[] { (byte)Array.IndexOf(publishers, publisher) } });
        }

        // All come to the same member, in order, though its window was full.
        var byPublisher = members.SelectMany((member, i) => AcknowledgeAll(member).Select(publish => (Member: i, Publish: publish))).GroupBy(entry => entry.Publish.Properties!.CorrelationData!.Value.Span[0]).ToList();
        Assert.Equal(30, byPublisher.Count);
        foreach (var publisher in byPublisher)
        {
            Assert.Single(publisher.Select(entry => entry.Member).Distinct());
            Assert.Equal(["0", "1", "2"], publisher.Select(entry => System.Text.Encoding.UTF8.GetString(entry.Publish.Payload.Span)));
        }

        Assert.Equal(3, byPublisher.Select(publisher => publisher.First().Member).Distinct().Count());
    }

    [Fact]
    public void StickyGoesToAnotherWhenTheMemberLeavesOrItsQueueIsFull()
    {
        var broker = new TestBroker(new() { SharedSubscriptions = SharedSubscriptionStrategy.Sticky, QueuedMessages = 1 });
        var first = Join(broker, "1", receiveMaximum: 1);
        var second = Join(broker, "2", receiveMaximum: 1);
        Publish(broker, "a", "b", "c", "d", "e", "f"); // in flight and waiting with the one, then the other; the group keeps one

        first.Send(new PubAck { PacketId = first.ExpectMessage("a").PacketId });
        Expect(first, "b");
        Expect(second, "c");
        Assert.Equal(1, broker.Broker.DroppedMessagesBy(DropCause.QueueFull));

        first.Break();
        Assert.Equal(0, broker.Broker.DroppedMessagesBy(DropCause.Expired));
        Publish(broker, "g");
        second.ExpectNothing();
    }

    [Fact]
    public void LeastInflightGoesToTheOneWithTheFewestUnacknowledged()
    {
        var broker = new TestBroker(new() { SharedSubscriptions = SharedSubscriptionStrategy.LeastInflight });
        var members = Enumerable.Range(0, 3).Select(i => Join(broker, $"m{i}")).ToArray();
        Publish(broker, "1", "2", "3");
        var ids = members.Select(member => member.Expect<Publish>().PacketId).ToArray();
        members[1].Send(new PubAck { PacketId = ids[1] });

        Publish(broker, "4");
        Expect(members[1], "4");

        members[2].Send(new PubAck { PacketId = ids[2] });
        Publish(broker, "5");
        Expect(members[2], "5");
        members[0].ExpectNothing();
    }

    [Fact]
    public void AGroupOfThousandsCostsNoMoreThanASmallOne()
    {
        var broker = new TestBroker();
        var members = Enumerable.Range(0, 5000).Select(i => Join(broker, $"m{i}", receiveMaximum: 1, expiry: 60)).ToArray();
        foreach (var member in members.Skip(10)) member.Break();
        var publisher = broker.Connect("p");

        for (var i = 0; i < 1000; i++) publisher.Publish("a", $"{i}", QoS.AtLeastOnce);

        Assert.All(members.Take(10), member => Assert.Single(member.TakeAll()));
        Expect(broker.Connect("m4000", clean: false, properties: new() { ReceiveMaximum = 2 }), "10", "11");
        Assert.Equal(0, broker.Broker.DroppedMessages);
    }

    private static TestClient Join(TestBroker broker, string name, QoS qos = QoS.AtLeastOnce, uint expiry = 0, ushort? receiveMaximum = null, uint? maximumPacketSize = null)
    {
        var member = broker.Connect(name, expiry: expiry, properties: new() { ReceiveMaximum = receiveMaximum, MaximumPacketSize = maximumPacketSize });
        member.Subscribe(Filter, qos);
        return member;
    }

    private static void Publish(TestBroker broker, params string[] payloads)
    {
        var publisher = broker.Connect("publisher");
        foreach (var payload in payloads) publisher.Publish("a", payload, QoS.AtLeastOnce);
    }

    private static void Expect(TestClient client, params string[] payloads)
    {
        foreach (var payload in payloads) client.ExpectMessage(payload);
        client.ExpectNothing();
    }

    private static List<Publish> AcknowledgeAll(TestClient client)
    {
        var all = new List<Publish>();
        while (client.TakeAll().OfType<Publish>().ToList() is { Count: > 0 } some)
        {
            all.AddRange(some);
            foreach (var publish in some) client.Send(new PubAck { PacketId = publish.PacketId });
        }

        return all;
    }
}
