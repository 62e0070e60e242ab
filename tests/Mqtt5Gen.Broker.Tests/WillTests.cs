using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class WillTests
{
    private readonly TestBroker _broker = new();
    private readonly TestClient _watcher;

    public WillTests()
    {
        _watcher = _broker.Connect("watcher");
        _watcher.Subscribe("will", QoS.ExactlyOnce, retainAsPublished: true);
    }

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void ABrokenConnectionPublishesTheWill(ProtocolVersion version) // MQTT-3.1.2-8, MQTT-3.1.2-15
    {
        var client = _broker.Connect(WithWill() with { WillQoS = QoS.AtLeastOnce, WillRetain = true }, version);

        client.Break();

        var publish = _watcher.ExpectMessage("gone");
        Assert.Equal(QoS.AtLeastOnce, publish.QoS);
        Assert.True(publish.Retain);
        var late = _broker.Connect("late");
        late.Subscribe("will");
        late.ExpectMessage("gone");
    }

    [Theory]
    [InlineData(ReasonCode.NormalDisconnection, false)]
    [InlineData(ReasonCode.DisconnectWithWillMessage, true)]
    [InlineData(ReasonCode.UnspecifiedError, true)]
    public void ANormalDisconnectWithdrawsIt(ReasonCode reason, bool isPublished) // MQTT-3.14.4-3
    {
        var client = _broker.Connect(WithWill());

        client.Send(new Disconnect { ReasonCode = reason });
        client.Break();

        if (isPublished) _watcher.ExpectMessage("gone");
        _watcher.ExpectNothing();
    }

    [Fact]
    public void AViolationPublishesIt()
    {
        var client = _broker.Connect(WithWill());

        client.SendBytes([0xF1, 0x00]);

        client.ExpectClosed(ReasonCode.MalformedPacket);
        _watcher.ExpectMessage("gone");
    }

    [Fact]
    public void TheDelayIsWaitedFor() // MQTT-3.1.2-8
    {
        _broker.Connect(WithWill(delay: 5, expiry: 60)).Break();

        _broker.Pass(seconds: 4);
        _watcher.ExpectNothing();
        _broker.Pass(seconds: 1);
        _watcher.ExpectMessage("gone");
        _broker.Pass(seconds: 100);
        _watcher.ExpectNothing();
    }

    [Fact]
    public void TheEndOfTheSessionEndsTheDelay() // MQTT-3.1.2-8
    {
        _broker.Connect(WithWill(delay: 50, expiry: 5)).Break();

        _broker.Pass(seconds: 4);
        _watcher.ExpectNothing();
        _broker.Pass(seconds: 1);
        _watcher.ExpectMessage("gone");
    }

    [Fact]
    public void AReconnectWithinTheDelayWithdrawsIt() // MQTT-3.1.3-9
    {
        _broker.Connect(WithWill(delay: 5, expiry: 60)).Break();
        _broker.Pass(seconds: 4);

        _broker.Connect("w", clean: false, expiry: 60);

        _broker.Pass(seconds: 100);
        _watcher.ExpectNothing();
    }

    [Fact]
    public void ANewSessionPublishesTheWillOfTheOld()
    {
        _broker.Connect(WithWill(delay: 5, expiry: 60)).Break();

        _broker.Connect("w", clean: true);

        _watcher.ExpectMessage("gone");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    public void ATakeOverPublishesAWillWithoutDelay(uint delay, bool isPublished)
    {
        _broker.Connect(WithWill(delay, expiry: 60));

        _broker.Connect("w", clean: false, expiry: 60);

        _broker.Pass(seconds: 10);
        if (isPublished) _watcher.ExpectMessage("gone");
        _watcher.ExpectNothing();
    }

    [Fact]
    public void ItsPropertiesAreForwardedAndItsExpiryCountsFromItsPublication() // MQTT-3.1.3-10
    {
        var connect = WithWill(delay: 5, expiry: 60);
        var will = connect.WillProperties! with { MessageExpiryInterval = 7, ContentType = "text", UserProperties = [new("a", "1"), new("a", "2")] };
        _broker.Connect(connect with { WillProperties = will }).Break();

        _broker.Pass(seconds: 5);

        var expected = new PublishProperties { MessageExpiryInterval = 7, ContentType = "text", UserProperties = [new("a", "1"), new("a", "2")] };
        Assert.Equal(expected, _watcher.ExpectMessage("gone").Properties);
    }

    [Fact]
    public void KeepAliveTimeoutPublishesIt() // MQTT-3.1.2-22
    {
        _broker.Connect(WithWill() with { KeepAlive = 10 });

        _broker.Pass(seconds: 15);

        _watcher.ExpectMessage("gone");
    }

    [Theory]
    [InlineData(0, 0)] // the session ends with the connection, and does not wait for the delay
    [InlineData(5, 0)]
    [InlineData(0, 60)]
    public void AWillIsDueAtOnceWithoutDelayOrSession(uint delay, uint expiry) // MQTT-3.1.2-8
    {
        _broker.Connect(WithWill(delay, expiry)).Break();

        _watcher.ExpectMessage("gone");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void ATakeOverWithCleanStartEndsTheSessionAndTheDelay(uint delay) // MQTT-3.1.2-8
    {
        _broker.Connect(WithWill(delay, expiry: 60));

        _broker.Connect("w", clean: true, expiry: 60);

        _watcher.ExpectMessage("gone");
        _broker.Pass(seconds: 100);
        _watcher.ExpectNothing();
    }

    [Fact]
    public void ASessionEndedByDisconnectDoesNotWaitForTheDelay() // MQTT-3.1.2-8
    {
        var client = _broker.Connect(WithWill(delay: 50, expiry: 60));

        client.Send(new Disconnect { ReasonCode = ReasonCode.DisconnectWithWillMessage, Properties = new() { SessionExpiryInterval = 0 } });

        _watcher.ExpectMessage("gone");
    }

    [Fact]
    public void ANewConnectionReplacesTheWill() // MQTT-3.1.2-7
    {
        _broker.Connect(WithWill(delay: 5, expiry: 60)).Break();
        var second = _broker.Connect(WithWill(expiry: 60) with { CleanStart = false, WillPayload = "second"u8.ToArray() });

        _broker.Pass(seconds: 10);
        _watcher.ExpectNothing();
        second.Break();
        _watcher.ExpectMessage("second");
    }

    [Fact]
    public void ARetainedWillExpiresFromItsPublication() // MQTT-3.3.2-5
    {
        var connect = WithWill(delay: 5, expiry: 60) with { WillRetain = true };
        _broker.Connect(connect with { WillProperties = connect.WillProperties! with { MessageExpiryInterval = 7 } }).Break();
        _broker.Pass(seconds: 5);
        _watcher.ExpectMessage("gone");

        _broker.Pass(seconds: 6);
        var early = _broker.Connect("early");
        early.Subscribe("will");
        Assert.Equal(1u, early.ExpectMessage("gone").Properties!.MessageExpiryInterval);
        _broker.Pass(seconds: 1);
        var late = _broker.Connect("late");
        late.Subscribe("will");
        late.ExpectNothing();
    }

    [Fact]
    public void ARefusedClientHasNoWill()
    {
        var client = _broker.Open();
        client.Send(WithWill() with { Properties = new() { AuthenticationMethod = "x" } });
        Assert.Equal(ReasonCode.BadAuthenticationMethod, client.Expect<ConnAck>().ReasonCode);
        client.Break();

        _broker.Pass(seconds: 100);
        _watcher.ExpectNothing();
    }

    [Fact]
    public void AClientThatCannotTakeItsConnAckHasNoWill()
    {
        var client = _broker.Open();
        client.Send(WithWill() with { Properties = new() { MaximumPacketSize = 3 } });
        client.ExpectClosed();

        _broker.Pass(seconds: 100);
        _watcher.ExpectNothing();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void AShutdownPublishesNone(uint delay) // 3.1.2.5
    {
        _broker.Connect(WithWill(delay, expiry: 60) with { WillRetain = true });

        _broker.Broker.Shutdown(_broker.Now);
        _broker.Pass(seconds: 10);

        Assert.Equal(ReasonCode.ServerShuttingDown, _watcher.Expect<Disconnect>().ReasonCode);
        _watcher.ExpectNothing();
        Assert.Equal(0, _broker.Broker.RetainedMessageCount);
    }

    private static Connect WithWill(uint delay = 0, uint expiry = 0) => new()
    {
        ClientId = "w",
        CleanStart = true,
        WillTopic = "will",
        WillPayload = "gone"u8.ToArray(),
        WillProperties = new() { WillDelayInterval = delay },
        Properties = new() { SessionExpiryInterval = expiry },
    };
}
