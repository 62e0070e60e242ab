using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class FlowControlTests
{
    [Fact]
    public void TheClientsReceiveMaximumIsKept() // MQTT-3.3.4-9, MQTT-4.9.0-2
    {
        var broker = new TestBroker();
        var subscriber = broker.Connect("s", properties: new() { ReceiveMaximum = 2 });
        subscriber.Subscribe("a", QoS.ExactlyOnce);
        var publisher = broker.Connect("p");
        foreach (var payload in (string[])["1", "2", "3"]) publisher.Publish("a", payload, QoS.AtLeastOnce);
        publisher.Publish("a", "0");

        var first = subscriber.ExpectMessage("1");
        subscriber.ExpectMessage("2");
        subscriber.ExpectMessage("0"); // [MQTT-3.3.4-10]
        subscriber.ExpectNothing();
        subscriber.Send(new PubAck { PacketId = first.PacketId });
        subscriber.ExpectMessage("3");
    }

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(5, 2, 2)]
    public void NoMoreAreInFlightThanTheOperatorAllows(ushort inFlight, ushort receiveMaximum, int sent)
    {
        var broker = new TestBroker(new() { InFlightMessages = inFlight });
        var subscriber = broker.Connect("s", properties: new() { ReceiveMaximum = receiveMaximum });
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = broker.Connect("p");

        foreach (var payload in (string[])["1", "2", "3"]) publisher.Publish("a", payload, QoS.AtLeastOnce);

        Assert.Equal(sent, subscriber.TakeAll().Count);
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void TheBrokersReceiveMaximumIsEnforced(QoS qos) // MQTT-3.3.4-7
    {
        var broker = new TestBroker(new() { ReceiveMaximum = 2 });
        var publisher = broker.Connect("p");

        for (var i = 0; i < 3; i++) publisher.Publish("a", "1", qos);

        // QoS 1 is acknowledged at once, so only QoS 2 can have several on their way.
        var answers = publisher.TakeAll();
        if (qos is QoS.AtLeastOnce) Assert.Equal(3, answers.Count);
        else Assert.Equal(ReasonCode.ReceiveMaximumExceeded, Assert.IsType<Disconnect>(answers[^1]).ReasonCode);
    }

    [Fact]
    public void ASlowConsumerLosesQoS0AndWaitsForTheRest()
    {
        var broker = new TestBroker(new() { UnsentBytes = 100 });
        var slow = broker.Connect("slow");
        slow.Subscribe("a", QoS.AtLeastOnce);
        var fast = broker.Connect("fast");
        fast.Subscribe("a", QoS.AtLeastOnce);
        var publisher = broker.Connect("p");
        slow.Output.UnsentBytes = 101;

        publisher.Publish("a", "0");
        publisher.Publish("a", "1", QoS.AtLeastOnce);
        slow.ExpectNothing();
        fast.ExpectMessage("0");
        fast.ExpectMessage("1");
        Assert.Equal(1, broker.Broker.DroppedMessages);

        slow.Output.UnsentBytes = 0;
        publisher.Publish("a", "2", QoS.AtLeastOnce);
        slow.ExpectNothing(); // it would overtake
        broker.Pass(seconds: 1);
        slow.ExpectMessage("1");
        slow.ExpectMessage("2");
    }

    [Fact]
    public void AClientThatSendsAndDoesNotReadIsCut()
    {
        var broker = new TestBroker(new() { UnansweredBytes = 1000 });
        var client = broker.Connect("c");
        client.Output.UnsentBytes = 1000;
        client.Send(new PingReq());
        client.Expect<PingResp>();

        client.Output.UnsentBytes = 1001;
        client.Send(new PingReq());

        client.ExpectClosed();
        Assert.True(client.Output.IsAborted);
        Assert.Equal(0, broker.Broker.SessionCount);
    }

    [Fact]
    public void TheTransportMaySayThatThereIsRoom()
    {
        var broker = new TestBroker(new() { UnsentBytes = 100 });
        var slow = broker.Connect("slow");
        slow.Subscribe("a", QoS.AtLeastOnce);
        slow.Output.UnsentBytes = 101;
        broker.Connect("p").Publish("a", "1", QoS.AtLeastOnce);
        slow.Output.UnsentBytes = 0;

        var batch = new FlushBatch();
        slow.Connection.OutputDrained(broker.Now, batch);
        batch.FlushAll();

        slow.ExpectMessage("1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AMessageTooLargeForItsReceiverIsDropped(int receivers) // MQTT-3.1.2-24, MQTT-3.1.2-25
    {
        var broker = new TestBroker();
        var subscribers = Enumerable.Range(0, receivers).Select(i => broker.Connect($"s{i}", properties: new() { MaximumPacketSize = 50, ReceiveMaximum = 1 })).ToArray();
        foreach (var subscriber in subscribers) subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = broker.Connect("p");

        publisher.Publish("a", new string('x', 100), QoS.AtMostOnce);
        publisher.Publish("a", new string('x', 100), QoS.AtLeastOnce);
        publisher.Publish("a", "fits", QoS.AtLeastOnce);

        foreach (var subscriber in subscribers) subscriber.ExpectMessage("fits");
        Assert.Equal(2 * receivers, broker.Broker.DroppedMessages);
    }

    [Fact]
    public void APacketTooLargeForTheBrokerCloses()
    {
        var broker = new TestBroker(new() { MaximumPacketSize = 100 });
        var client = broker.Connect("c");

        client.Publish("a", new string('x', 100));

        client.ExpectClosed(ReasonCode.PacketTooLarge);
    }

    [Fact]
    public void APacketOfSeveralReadsSaysHowMuchItNeeds()
    {
        var client = new TestBroker().Connect("c");
        byte[] start = [0x30, 0x80, 0x08, 0x00, 0x01];

        Assert.Equal(0, client.Connection.Receive(start, 0, new FlushBatch()));

        Assert.Equal(3 + 1024, client.Connection.BytesNeeded);
    }

    [Fact]
    public void ResendsWaitForTheWindowOfTheNewConnection() // MQTT-4.9.0-2, MQTT-4.6.0-1
    {
        var broker = new TestBroker();
        var subscriber = broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = broker.Connect("p");
        foreach (var payload in (string[])["1", "2"]) publisher.Publish("a", payload, QoS.AtLeastOnce);
        subscriber.Break();
        publisher.Publish("a", "3", QoS.AtLeastOnce);

        subscriber = broker.Connect("s", clean: false, expiry: 60, properties: new() { ReceiveMaximum = 1 });

        foreach (var payload in (string[])["1", "2", "3"])
        {
            var publish = subscriber.ExpectMessage(payload);
            subscriber.ExpectNothing();
            subscriber.Send(new PubAck { PacketId = publish.PacketId });
        }
    }
}
