using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class TakeOverTests
{
    private readonly TestBroker _broker = new();

    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public void ASecondConnectionTakesTheSession(ProtocolVersion version) // MQTT-3.1.4-3
    {
        var first = _broker.Connect("c", version, clean: false, expiry: 60);
        first.Subscribe("a");

        var second = _broker.Connect(out var connAck, "c", version, clean: false, expiry: 60);

        first.ExpectClosed(ReasonCode.SessionTakenOver);
        Assert.True(connAck.SessionPresent);
        _broker.Connect("p").Publish("a", "1");
        second.ExpectMessage("1");
        Assert.Equal(2, _broker.Broker.ConnectionCount);
    }

    [Fact]
    public void WhatTheFirstStillSaysDoesNotCount()
    {
        var first = _broker.Connect("c", expiry: 60);
        var second = _broker.Connect("c", clean: false, expiry: 60);
        second.Subscribe("a");

        first.Publish("a", "1");
        first.Break();

        second.ExpectNothing();
        second.Publish("a", "2");
        second.ExpectMessage("2");
        Assert.Equal(1, _broker.Broker.SessionCount);
    }

    [Fact]
    public void ASessionOfOneConnectionIsNotTakenOver()
    {
        var first = _broker.Connect("c");
        first.Subscribe("a");

        var second = _broker.Connect(out var connAck, "c", clean: false);

        first.ExpectClosed(ReasonCode.SessionTakenOver);
        Assert.False(connAck.SessionPresent);
        _broker.Connect("p").Publish("a", "1");
        second.ExpectNothing();
    }

    [Fact]
    public void CleanStartEndsTheSessionOfTheFirstAlsoWhenItsWillIsDue() // MQTT-3.1.2-4
    {
        var first = _broker.Connect(new Connect
        {
            ClientId = "c",
            CleanStart = true,
            WillTopic = "will",
            WillPayload = "gone"u8.ToArray(),
            Properties = new() { SessionExpiryInterval = 60 },
        });
        first.Subscribe("a");
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("will");

        var second = _broker.Connect(out var connAck, "c", clean: true, expiry: 60);

        Assert.False(connAck.SessionPresent);
        watcher.ExpectMessage("gone");
        watcher.Publish("a", "1");
        second.ExpectNothing();
    }

    [Fact]
    public void UnacknowledgedMessagesGoToTheSecond()
    {
        var first = _broker.Connect("c", expiry: 60);
        first.Subscribe("a", QoS.AtLeastOnce);
        _broker.Connect("p").Publish("a", "1", QoS.AtLeastOnce);
        first.ExpectMessage("1");

        var second = _broker.Connect("c", clean: false, expiry: 60);

        Assert.True(second.ExpectMessage("1").Dup);
    }
}
