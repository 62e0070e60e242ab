using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Telemetry;

public sealed class ObserverTests
{
    private readonly RecordingObserver _observer = new();
    private readonly TestBroker _broker;

    public ObserverTests() => _broker = new(observer: _observer);

    [Fact]
    public void AClientComesAndLeaves()
    {
        var client = _broker.Connect("c", expiry: 60);
        client.Send(new Disconnect { ReasonCode = ReasonCode.DisconnectWithWillMessage });
        client.Break();
        _broker.Connect("c", ProtocolVersion.V311, clean: false).Break();

        Assert.Equal(
            ["connected c V5 False", "disconnected c Client DisconnectWithWillMessage", "connected c V311 True", "disconnected c Network UnspecifiedError"],
            _observer.TakeAll());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void ATakeOverIsToldOfTheConnectionThatLosesItsSession(uint expiry)
    {
        _broker.Connect("c", expiry: expiry);
        _observer.TakeAll();

        _broker.Connect("c");

        Assert.Equal(["disconnected c Broker SessionTakenOver", "connected c V5 False"], _observer.TakeAll());
    }

    [Fact]
    public void WhoBreaksARuleIsToldWithTheRule()
    {
        var malformed = _broker.Connect("m");
        var overLimit = _broker.Connect("l");
        _observer.TakeAll();

        malformed.SendBytes([0x36, 0x05, 0x00, 0x01, (byte)'a', 0x00, 0x01]);
        overLimit.Publish("a", "", properties: new() { TopicAlias = 999 });

        Assert.Equal(
            ["disconnected m Broker MalformedPacket PublishQoSIsNotThree", "disconnected l Broker TopicAliasInvalid ClientKeepsTopicAliasMaximum"],
            _observer.TakeAll());
    }

    [Fact]
    public void SilenceIsTold()
    {
        _broker.Connect(new Connect { ClientId = "c", CleanStart = true, KeepAlive = 10 });
        _observer.TakeAll();

        _broker.Pass(seconds: 15);

        Assert.Equal(["disconnected c Broker KeepAliveTimeout"], _observer.TakeAll());
    }

    [Fact]
    public void AConnectionThatSaysNothingIsTold()
    {
        _broker.Open();

        _broker.Pass(seconds: 15);

        Assert.Equal(["refused '' Broker KeepAliveTimeout"], _observer.TakeAll());
    }

    [Fact]
    public void ATopicAliasThatWasNeverSetIsARuleBroken()
    {
        var client = _broker.Connect("c");
        _observer.TakeAll();

        client.Publish("", "x", properties: new() { TopicAlias = 3 });

        Assert.Equal(["disconnected c Broker ProtocolError TopicAliasIsMapped"], _observer.TakeAll());
    }

    [Fact]
    public void ARefusalIsToldWithItsReason()
    {
        _broker.Open().Send(new Connect { ClientId = "c", Properties = new() { AuthenticationMethod = "x" } });
        _broker.Open().SendBytes([0x10, 0x0A, 0x00, 0x04, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 0x09, 0x00, 0x00, 0x00]);
        _broker.Open().SendBytes([0x10, 0x02, 0x00, 0x00]);
        _broker.Open().SendBytes([0xC0, 0x00]);

        Assert.Equal(
            [
                "refused 'c' Broker BadAuthenticationMethod",
                "refused '' Broker UnsupportedProtocolVersion ProtocolVersionIsSpoken",
                "refused '' Broker UnsupportedProtocolVersion ProtocolNameIsMqtt",
                "refused '' Broker ProtocolError ConnectComesFirst",
            ],
            _observer.TakeAll());
    }

    [Fact]
    public void DropsAreToldOnceAndThenInSums()
    {
        var broker = new TestBroker(new() { QueuedMessages = 1 }, observer: _observer);
        var away = broker.Connect("away", expiry: 3600);
        away.Subscribe("a", QoS.AtLeastOnce);
        away.Break();
        var publisher = broker.Connect("p");
        _observer.TakeAll();

        Publish(times: 3);
        broker.Pass(seconds: 1);
        Assert.Equal(["dropped 2 QueueFull away"], _observer.TakeAll());

        for (var i = 0; i < 50; i++)
        {
            Publish(times: 1);
            broker.Pass(seconds: 1);
        }

        Assert.Empty(_observer.TakeAll());
        broker.Pass(seconds: 10);
        Assert.Equal(["dropped 50 QueueFull away"], _observer.TakeAll());
        broker.Pass(seconds: 100);
        Assert.Empty(_observer.TakeAll());

        void Publish(int times)
        {
            for (var i = 0; i < times; i++) publisher.Publish("a", "x", QoS.AtLeastOnce);
        }
    }

    [Fact]
    public void LeniencyIsTold()
    {
        var broker = new TestBroker(new() { ReceiveMaximum = 1, Strictness = Strictness.Lenient }, observer: _observer);
        var client = broker.Connect("c");
        _observer.TakeAll();

        for (ushort id = 1; id <= 3; id++) client.Publish("a", "x", QoS.ExactlyOnce, packetId: id);
        broker.Pass(seconds: 1);

        Assert.Equal(["bent 2 ClientKeepsReceiveMaximum c"], _observer.TakeAll());
    }
}
