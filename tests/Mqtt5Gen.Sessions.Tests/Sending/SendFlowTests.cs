using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Sending;

public class SendFlowTests
{
    private readonly SendWindow<string> _window = new();

    public SendFlowTests() => _window.Open(10);

    [Fact] // [MQTT-4.3.2-3]
    public void PubAckEndsAQoS1MessageAndHandsItBack()
    {
        var id = Begin(QoS.AtLeastOnce, "a");
        Assert.Equal(Acknowledgement.Completed, _window.PubAck(id, out var message));
        Assert.Equal("a", message);
        Assert.Equal(0, _window.Count);
        Assert.Equal(Acknowledgement.NotFound, _window.PubAck(id, out message));
        Assert.Null(message);
    }

    [Fact] // [MQTT-4.3.3-3] [MQTT-4.3.3-4] [MQTT-4.3.3-5]
    public void PubRecReleasesAQoS2MessageAndPubCompEndsIt()
    {
        var id = Begin(QoS.ExactlyOnce, "a");
        Assert.Equal(Acknowledgement.Released, _window.PubRec(id, ReasonCode.Success, out var message));
        Assert.Equal("a", message);
        Assert.Equal(1, _window.Count);
        Assert.Equal(Acknowledgement.Completed, _window.PubComp(id, out message));
        Assert.Equal("a", message);
        Assert.Equal(0, _window.Count);
    }

    [Fact]
    public void AForgottenMessageIsGoneButItsFlowGoesOn()
    {
        var id = Begin(QoS.ExactlyOnce, "a");
        Assert.False(_window.Forget(id));
        _window.PubRec(id, ReasonCode.Success, out _);
        Assert.True(_window.Forget(id));
        Assert.Equal(Acknowledgement.Completed, _window.PubComp(id, out var message));
        Assert.Null(message);
        Assert.False(_window.Forget(id));
    }

    [Theory] // [MQTT-4.4.0-2]
    [InlineData(ReasonCode.UnspecifiedError)]
    [InlineData(ReasonCode.NotAuthorized)]
    public void PubRecOf0x80OrMoreEndsTheMessage(ReasonCode reason)
    {
        var id = Begin(QoS.ExactlyOnce, "a");
        Assert.Equal(Acknowledgement.Completed, _window.PubRec(id, reason, out var message));
        Assert.Equal("a", message);
        Assert.Equal(0, _window.Count);
        Assert.Equal(10, _window.Quota);
    }

    [Fact]
    public void PubRecForAnUnknownPacketIdIsAnsweredWithNotFound()
    {
        Assert.Equal(Acknowledgement.NotFound, _window.PubRec(7, ReasonCode.Success, out _));
        Assert.Equal(Acknowledgement.NotFound, _window.PubRec(0, ReasonCode.Success, out _));
        Assert.Equal(Acknowledgement.NotFound, _window.PubComp(7, out _));
    }

    [Fact] // [MQTT-4.3.3-4]
    public void ASecondPubRecIsAnsweredWithPubRelAgain()
    {
        var id = Begin(QoS.ExactlyOnce, "a");
        _window.PubRec(id, ReasonCode.Success, out _);
        Assert.Equal(Acknowledgement.Released, _window.PubRec(id, ReasonCode.Success, out _));
        Assert.Equal(1, _window.Count);
    }

    [Fact]
    public void AcknowledgementsOfTheOtherQoSAreOutOfTurn()
    {
        var qos1 = Begin(QoS.AtLeastOnce, "a");
        var qos2 = Begin(QoS.ExactlyOnce, "b");
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubRec(qos1, ReasonCode.Success, out _));
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubComp(qos1, out _));
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubAck(qos2, out _));
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubComp(qos2, out _));
        Assert.Equal(2, _window.Count);
    }

    [Fact] // [MQTT-3.1.2-25]
    public void AnAbandonedMessageCountsAsSent()
    {
        var id = Begin(QoS.AtLeastOnce, "a");
        Assert.True(_window.Abandon(id, out var message));
        Assert.Equal("a", message);
        Assert.Equal(10, _window.Quota);
        Assert.False(_window.Abandon(id, out _));
    }

    [Fact]
    public void QoS0HasNoWindow() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _window.TryBegin(QoS.AtMostOnce, "a", out _));

    [Fact]
    public void AClearedWindowIsEmptyAndStaysOpen()
    {
        Begin(QoS.AtLeastOnce, "a");
        _window.Clear();
        Assert.Equal(0, _window.Count);
        Assert.Equal(10, _window.Quota);
        Begin(QoS.AtLeastOnce, "b");
    }

    private ushort Begin(QoS qos, string message)
    {
        Assert.True(_window.TryBegin(qos, message, out var packetId));
        return packetId;
    }
}
