namespace Mqtt5Gen.Sessions.Tests;

public class KeepAliveTests
{
    [Theory] // [MQTT-3.1.2-22]
    [InlineData(1, 2_500)]
    [InlineData(60, 91_000)]
    [InlineData(65_535, 98_303_500)]
    public void TheServerClosesAfterOneAndAHalfTimesTheKeepAlive(ushort seconds, long expected) =>
        Assert.Equal(expected, new KeepAlive(seconds).CloseDue(lastReceived: 1_000));

    [Fact] // [MQTT-3.1.2-20] [MQTT-3.1.2-22]
    public void AKeepAliveOfZeroTurnsItOff()
    {
        var off = new KeepAlive(0);
        Assert.True(off.IsOff);
        Assert.Equal(KeepAlive.Never, off.CloseDue(5));
        Assert.Equal(KeepAlive.Never, off.PingReqDue(5));
    }

    [Theory] // [MQTT-3.1.2-20]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(65_535)]
    public void TheClientPingsBeforeTheKeepAliveHasPassed(ushort seconds) =>
        Assert.InRange(new KeepAlive(seconds).PingReqDue(lastSent: 0), seconds * 500L, seconds * 1_000L - 1);

    [Theory]
    [InlineData(0, 30_100)]
    [InlineData(5, 5_100)]
    [InlineData(600, 30_100)]
    public void PingRespIsOverdueAfterAReasonableTime(ushort seconds, long expected) =>
        Assert.Equal(expected, new KeepAlive(seconds).PingRespDue(pingReqSent: 100));

    [Fact] // [MQTT-3.1.2-20] [MQTT-3.1.2-22]
    public void AClientThatPingsWhenDueIsNeverClosed()
    {
        for (var seconds = 1; seconds <= ushort.MaxValue; seconds++)
        {
            var keepAlive = new KeepAlive((ushort)seconds);
            Assert.True(keepAlive.PingReqDue(0) < keepAlive.CloseDue(0));
        }
    }
}
