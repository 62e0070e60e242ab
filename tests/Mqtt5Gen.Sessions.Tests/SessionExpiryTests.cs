namespace Mqtt5Gen.Sessions.Tests;

public class SessionExpiryTests
{
    [Fact] // [MQTT-3.1.2-23] [MQTT-4.1.0-2]
    public void AnIntervalOfZeroEndsTheSessionWithItsConnection()
    {
        var expiry = new SessionExpiry(0);
        Assert.False(expiry.OutlivesConnection);
        Assert.Equal(1_000, expiry.EndsAt(closedAt: 1_000));
        Assert.True(expiry.HasEnded(closedAt: 1_000, now: 1_000));
    }

    [Fact] // [MQTT-3.1.2-23]
    public void TheGreatestIntervalNeverEnds()
    {
        var expiry = new SessionExpiry(uint.MaxValue);
        Assert.True(expiry.OutlivesConnection);
        Assert.Equal(SessionExpiry.Never, expiry.EndsAt(closedAt: 1_000));
        Assert.False(expiry.HasEnded(closedAt: 1_000, now: long.MaxValue));
    }

    [Theory] // [MQTT-3.1.2-23] [MQTT-4.1.0-1] [MQTT-4.1.0-2]
    [InlineData(1u, 2_000)]
    [InlineData(0xFFFFFFFEu, 4_294_967_295_000)]
    public void TheSessionEndsWhenTheIntervalHasPassed(uint interval, long end)
    {
        var expiry = new SessionExpiry(interval);
        Assert.True(expiry.OutlivesConnection);
        Assert.False(expiry.HasEnded(closedAt: 1_000, now: end - 1));
        Assert.True(expiry.HasEnded(closedAt: 1_000, now: end));
        Assert.Equal(end, expiry.EndsAt(closedAt: 1_000));
    }

    [Fact]
    public void ConnAckReplacesTheIntervalOfConnect()
    {
        Assert.Equal(20u, new SessionExpiry(10).AssignedByServer(20).Interval);
        Assert.Equal(10u, new SessionExpiry(10).AssignedByServer(null).Interval);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(5u)]
    [InlineData(uint.MaxValue)]
    public void DisconnectChangesTheInterval(uint interval)
    {
        Assert.True(new SessionExpiry(10).TryChangeAtDisconnect(interval, out var changed));
        Assert.Equal(interval, changed.Interval);
    }

    [Fact]
    public void DisconnectWithoutAnIntervalLeavesTheOneInUse()
    {
        Assert.True(new SessionExpiry(10).AssignedByServer(7).TryChangeAtDisconnect(null, out var changed));
        Assert.Equal(7u, changed.Interval);
    }

    [Theory] // 3.14.2.2.2
    [InlineData(null)]
    [InlineData(100u)]
    public void DisconnectCannotProlongASessionThatConnectGaveNone(uint? assigned)
    {
        var expiry = new SessionExpiry(0).AssignedByServer(assigned);
        Assert.False(expiry.TryChangeAtDisconnect(5, out var unchanged));
        Assert.Equal(expiry, unchanged);
        Assert.True(expiry.TryChangeAtDisconnect(0, out _));
        Assert.True(expiry.TryChangeAtDisconnect(null, out _));
    }

    [Theory]
    [InlineData(true, 0u)]
    [InlineData(false, uint.MaxValue)]
    public void CleanSessionOf311IsAnInterval(bool cleanSession, uint interval) =>
        Assert.Equal(interval, SessionExpiry.OfCleanSession(cleanSession).Interval);
}
