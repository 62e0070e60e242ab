using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Sending;

public class SendQuotaTests
{
    private readonly SendWindow<int> _window = new();

    [Fact]
    public void NothingBeginsBeforeTheConnectionIsOpenOrAfterItIsClosed()
    {
        Assert.False(_window.TryBegin(QoS.AtLeastOnce, 1, out _));
        _window.Open(1);
        _window.Close();
        Assert.False(_window.TryBegin(QoS.AtLeastOnce, 1, out _));
        Assert.Equal(0, _window.Quota);
    }

    [Fact] // [MQTT-4.9.0-1]
    public void TheInitialQuotaIsTheReceiveMaximumAndNotZero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _window.Open(0));
        _window.Open(3);
        Assert.Equal(3, _window.Quota);
    }

    [Fact] // [MQTT-3.3.4-7] [MQTT-3.3.4-9] [MQTT-4.9.0-2]
    public void NoMoreThanReceiveMaximumAreUnacknowledged()
    {
        _window.Open(2);
        var first = Begin(QoS.AtLeastOnce);
        Begin(QoS.ExactlyOnce);
        Assert.False(_window.TryBegin(QoS.AtLeastOnce, 3, out var none));
        Assert.Equal(0, none);

        _window.PubAck(first, out _);
        Begin(QoS.AtLeastOnce);
    }

    [Fact] // [MQTT-4.9.0-2]
    public void PubRecDoesNotReplenishTheQuotaButPubCompDoes()
    {
        _window.Open(1);
        var id = Begin(QoS.ExactlyOnce);
        _window.PubRec(id, ReasonCode.Success, out _);
        Assert.Equal(0, _window.Quota);
        _window.PubComp(id, out _);
        Assert.Equal(1, _window.Quota);
    }

    [Fact] // [MQTT-3.3.4-8] [MQTT-3.3.4-10] [MQTT-4.9.0-3]
    public void OtherPacketsNeedNoQuota()
    {
        _window.Open(1);
        var id = Begin(QoS.ExactlyOnce);
        Assert.True(_window.TryTakePacketId(out var subscribe));
        Assert.Equal(Acknowledgement.Released, _window.PubRec(id, ReasonCode.Success, out _));
        Assert.True(_window.ReleasePacketId(subscribe));
        Assert.Equal(0, _window.Quota);
    }

    [Fact] // 4.9: the quota is not incremented above the initial one
    public void PubCompOfAnEarlierConnectionDoesNotLiftTheQuotaAboveReceiveMaximum()
    {
        _window.Open(2);
        var id = Begin(QoS.ExactlyOnce);
        _window.PubRec(id, ReasonCode.Success, out _);
        _window.Open(2);
        Assert.True(_window.TryResend(out _));
        _window.PubComp(id, out _);
        _window.PubComp(id, out _);
        Assert.Equal(2, _window.Quota);
    }

    private ushort Begin(QoS qos)
    {
        Assert.True(_window.TryBegin(qos, 0, out var packetId));
        return packetId;
    }
}
