using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class SessionTests
{
    private readonly TestBroker _broker = new();

    [Fact]
    public void MessagesWaitForAClientThatIsAway() // MQTT-3.1.2-5, MQTT-3.1.2-23, MQTT-3.2.2-3
    {
        _broker.Connect("s", expiry: 60).Subscribe("a", QoS.AtLeastOnce);
        Break("s", expiry: 60);
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "0", QoS.AtMostOnce);
        publisher.Publish("a", "1", QoS.AtLeastOnce);
        publisher.Publish("a", "2", QoS.ExactlyOnce);

        var subscriber = _broker.Connect(out var connAck, "s", clean: false, expiry: 60);

        Assert.True(connAck.SessionPresent);
        Assert.False(subscriber.ExpectMessage("1").Dup);
        Assert.Equal(QoS.AtLeastOnce, subscriber.ExpectMessage("2").QoS);
        subscriber.ExpectNothing();
    }

    [Fact]
    public void CleanStartForgetsTheSession() // MQTT-3.1.2-4, MQTT-3.2.2-2
    {
        _broker.Connect("s", expiry: 60).Subscribe("a", QoS.AtLeastOnce);
        Break("s", expiry: 60);

        var subscriber = _broker.Connect(out var connAck, "s", clean: true, expiry: 60);
        _broker.Connect("p").Publish("a", "1", QoS.AtLeastOnce);

        Assert.False(connAck.SessionPresent);
        subscriber.ExpectNothing();
    }

    [Fact]
    public void ASessionExpires() // MQTT-4.1.0-2
    {
        _broker.Connect("s", expiry: 100).Break();

        _broker.Pass(seconds: 99);
        Assert.Equal(1, _broker.Broker.SessionCount);
        _broker.Pass(seconds: 1);
        Assert.Equal(0, _broker.Broker.SessionCount);
        _broker.Connect(out var connAck, "s", clean: false);
        Assert.False(connAck.SessionPresent);
    }

    [Fact]
    public void ItsSubscriptionsEndWithIt()
    {
        _broker.Connect("s", expiry: 10).Subscribe("a", QoS.AtLeastOnce);
        Break("s", expiry: 10);
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "1", QoS.AtLeastOnce);
        Assert.Equal(ReasonCode.Success, publisher.Expect<PubAck>().ReasonCode);

        _broker.Pass(seconds: 10);

        publisher.Publish("a", "2", QoS.AtLeastOnce);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, publisher.Expect<PubAck>().ReasonCode);
    }

    [Fact]
    public void AnOpenConnectionKeepsItsSession() // MQTT-4.1.0-1
    {
        _broker.Connect("s", expiry: 5).Break();
        _broker.Pass(seconds: 3);
        var client = _broker.Connect("s", clean: false, expiry: 5);

        _broker.Pass(seconds: 100);

        Assert.Equal(1, _broker.Broker.SessionCount);
        client.Break();
        _broker.Pass(seconds: 4);
        Assert.Equal(1, _broker.Broker.SessionCount);
        _broker.Pass(seconds: 1);
        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void WithoutAnIntervalItEndsWithItsConnection()
    {
        _broker.Connect("s").Break();

        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void DisconnectMayChangeTheInterval()
    {
        _broker.Connect("s", expiry: 60).Send(new Disconnect { Properties = new() { SessionExpiryInterval = 0 } });
        Assert.Equal(0, _broker.Broker.SessionCount);

        _broker.Connect("s", expiry: 5).Send(new Disconnect { Properties = new() { SessionExpiryInterval = 60 } });
        _broker.Pass(seconds: 59);
        Assert.Equal(1, _broker.Broker.SessionCount);
        _broker.Pass(seconds: 1);
        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void DisconnectMayNotRaiseItFromZero()
    {
        var client = _broker.Connect("s");

        client.Send(new Disconnect { Properties = new() { SessionExpiryInterval = 60 } });

        client.ExpectClosed(ReasonCode.ProtocolError);
        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void TheMaximumIsToldAndKept()
    {
        var broker = new TestBroker(new() { SessionExpiryMaximum = 10 });

        broker.Connect(out var connAck, "s", expiry: uint.MaxValue).Break();

        Assert.Equal(10u, connAck.Properties!.SessionExpiryInterval);
        broker.Pass(seconds: 10);
        Assert.Equal(0, broker.Broker.SessionCount);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void CleanSessionOf311SaysWhetherItStays(bool clean, int sessions)
    {
        _broker.Connect("s", ProtocolVersion.V311, clean).Break();
        _broker.Pass(seconds: 100);

        Assert.Equal(sessions, _broker.Broker.SessionCount);
    }

    [Fact]
    public void AMessageThatWaitedIsYoungerByThatOrExpires() // MQTT-3.3.2-5, MQTT-3.3.2-6
    {
        _broker.Connect("s", expiry: 60).Subscribe("a", QoS.AtLeastOnce);
        Break("s", expiry: 60);
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "1", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 5 });
        publisher.Publish("a", "2", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 20 });
        _broker.Pass(seconds: 5);

        var subscriber = _broker.Connect("s", clean: false, expiry: 60);

        Assert.Equal(15u, subscriber.ExpectMessage("2").Properties!.MessageExpiryInterval);
        subscriber.ExpectNothing();
        Assert.Equal(1, _broker.Broker.DroppedMessages);
    }

    [Fact]
    public void AMessageExpiresWhileItWaitsForTheWindow() // MQTT-3.3.2-5, MQTT-3.3.2-6
    {
        var subscriber = _broker.Connect("s", properties: new() { ReceiveMaximum = 1 });
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "1", QoS.AtLeastOnce);
        publisher.Publish("a", "2", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 5 });
        publisher.Publish("a", "3", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 6 });
        _broker.Pass(seconds: 5);

        subscriber.Send(new PubAck { PacketId = subscriber.ExpectMessage("1").PacketId });

        Assert.Equal(1u, subscriber.ExpectMessage("3").Properties!.MessageExpiryInterval);
        subscriber.ExpectNothing();
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void AMessageThatIsBegunIsResentThoughItsTimeIsOver(QoS qos) // MQTT-4.4.0-1
    {
        var subscriber = _broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", qos);
        _broker.Connect("p").Publish("a", "1", qos, properties: new() { MessageExpiryInterval = 5 });
        var publish = subscriber.ExpectMessage("1");
        subscriber.Break();
        _broker.Pass(seconds: 10);

        subscriber = _broker.Connect("s", clean: false, expiry: 60);

        Assert.Equal(publish with { Dup = true, Properties = new() { MessageExpiryInterval = 1 } }, subscriber.ExpectMessage("1"));
    }

    private void Break(string clientId, uint expiry) => _broker.Connect(clientId, clean: false, expiry: expiry).Break();
}
