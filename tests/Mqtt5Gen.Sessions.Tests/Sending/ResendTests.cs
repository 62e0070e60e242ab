using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Sending;

public class ResendTests
{
    private readonly SendWindow<string> _window = new();

    public ResendTests() => _window.Open(10);

    [Fact] // [MQTT-4.4.0-1]
    public void NothingIsResentOnTheSameConnection()
    {
        Begin(QoS.AtLeastOnce, "a");
        Assert.False(_window.HasResends);
        Assert.False(_window.TryResend(out _));
    }

    [Fact] // [MQTT-4.4.0-1] [MQTT-4.6.0-1]
    public void UnacknowledgedMessagesAreResentInTheirOrderWithTheirPacketIds()
    {
        var a = Begin(QoS.AtLeastOnce, "a");
        var b = Begin(QoS.ExactlyOnce, "b");
        var c = Begin(QoS.AtLeastOnce, "c");
        var d = Begin(QoS.AtLeastOnce, "d");
        _window.PubAck(c, out _);
        _window.Open(10);
        Assert.Equal([new(a, QoS.AtLeastOnce, false, "a"), new(b, QoS.ExactlyOnce, false, "b"), new(d, QoS.AtLeastOnce, false, "d")], Resend());
        Assert.False(_window.HasResends);
    }

    [Fact] // [MQTT-4.3.3-6] [MQTT-4.6.0-4]
    public void ReleasedMessagesAreResentAsPubRelInTheOrderOfTheirPubRec()
    {
        var a = Begin(QoS.ExactlyOnce, "a");
        var b = Begin(QoS.ExactlyOnce, "b");
        var c = Begin(QoS.ExactlyOnce, "c");
        _window.PubRec(b, ReasonCode.Success, out _);
        _window.PubRec(a, ReasonCode.Success, out _);
        _window.Open(10);
        Assert.Equal([new(b, QoS.ExactlyOnce, true, "b"), new(a, QoS.ExactlyOnce, true, "a"), new(c, QoS.ExactlyOnce, false, "c")], Resend());
    }

    [Fact] // [MQTT-4.6.0-4]
    public void ASecondPubRecLeavesTheOrder()
    {
        var a = Begin(QoS.ExactlyOnce, "a");
        var b = Begin(QoS.ExactlyOnce, "b");
        foreach (var id in new[] { a, b, a }) _window.PubRec(id, ReasonCode.Success, out _);
        _window.Open(10);
        Assert.Equal([a, b], Resend().Select(packet => packet.PacketId));
    }

    [Fact] // [MQTT-4.6.0-1]
    public void TheOrderIsThatOfSendingAlsoWhenPacketIdsWentRound()
    {
        var old = Begin(QoS.AtLeastOnce, "old");
        GoRound();
        var newer = Begin(QoS.AtLeastOnce, "newer");
        _window.PubAck(old, out _);
        GoRound();
        var newest = Begin(QoS.AtLeastOnce, "newest");
        Assert.True(newest < newer);

        _window.Open(10);
        Assert.Equal(["newer", "newest"], Resend().Select(packet => packet.Message));
    }

    [Fact] // [MQTT-4.9.0-2]
    public void ASmallerReceiveMaximumResendsWhatFitsAndTheRestLater()
    {
        var ids = new[] { Begin(QoS.AtLeastOnce, "a"), Begin(QoS.AtLeastOnce, "b"), Begin(QoS.AtLeastOnce, "c") };
        _window.Open(2);
        Assert.Equal(["a", "b"], Resend().Select(packet => packet.Message));
        Assert.True(_window.HasResends);

        _window.PubAck(ids[0], out _);
        Assert.False(_window.TryBegin(QoS.AtLeastOnce, "d", out _)); // before c it would break the order
        Assert.Equal(["c"], Resend().Select(packet => packet.Message));

        _window.PubAck(ids[1], out _);
        Begin(QoS.AtLeastOnce, "d");
    }

    [Fact] // [MQTT-4.9.0-3]
    public void PubRelNeverWaitsForQuotaButHoldsIt()
    {
        var ids = new[] { Begin(QoS.ExactlyOnce, "a"), Begin(QoS.ExactlyOnce, "b"), Begin(QoS.ExactlyOnce, "c") };
        foreach (var id in ids) _window.PubRec(id, ReasonCode.Success, out _);
        _window.Open(1);
        Assert.Equal(["a", "b", "c"], Resend().Select(packet => packet.Message));
        foreach (var id in ids)
        {
            Assert.Equal(0, _window.Quota);
            _window.PubComp(id, out _);
        }

        Assert.Equal(1, _window.Quota);
    }

    [Fact]
    public void AnAcknowledgementBeforeTheResendMakesItNeedless()
    {
        var a = Begin(QoS.AtLeastOnce, "a");
        Begin(QoS.AtLeastOnce, "b");
        _window.Open(1);
        _window.PubAck(a, out _);
        Assert.Equal(1, _window.Quota);
        Assert.Equal(["b"], Resend().Select(packet => packet.Message));
        Assert.False(_window.HasResends);
    }

    [Fact]
    public void APubRecBeforeTheResendLeavesOnlyThePubRelItCauses()
    {
        var a = Begin(QoS.ExactlyOnce, "a");
        _window.Open(1);
        Assert.Equal(Acknowledgement.Released, _window.PubRec(a, ReasonCode.Success, out _));
        Assert.Empty(Resend());
        Assert.Equal(0, _window.Quota);
    }

    [Fact]
    public void APubCompBeforeTheResendOfPubRelMakesItNeedless()
    {
        var a = Begin(QoS.ExactlyOnce, "a");
        var b = Begin(QoS.ExactlyOnce, "b");
        _window.PubRec(a, ReasonCode.Success, out _);
        _window.PubRec(b, ReasonCode.Success, out _);
        _window.Open(10);
        _window.PubComp(a, out _);
        Assert.Equal([b], Resend().Select(packet => packet.PacketId));
    }

    [Fact] // [MQTT-4.4.0-1]
    public void AResendCutOffIsResentAgainFromTheStart()
    {
        Begin(QoS.AtLeastOnce, "a");
        Begin(QoS.AtLeastOnce, "b");
        _window.Open(10);
        Assert.True(_window.TryResend(out _));
        _window.Open(10);
        Assert.Equal(["a", "b"], Resend().Select(packet => packet.Message));
    }

    [Fact]
    public void AClearedSessionHasNothingToResend()
    {
        Begin(QoS.AtLeastOnce, "a");
        _window.Open(10);
        _window.Clear();
        Assert.False(_window.HasResends);
        Assert.Empty(Resend());
    }

    private void GoRound()
    {
        ushort last;
        ushort packetId = 0;
        do
        {
            last = packetId;
            packetId = Begin(QoS.AtLeastOnce, "gone");
            _window.PubAck(packetId, out _);
        }
        while (packetId > last);
    }

    private List<InFlight<string>> Resend()
    {
        var resent = new List<InFlight<string>>();
        while (_window.TryResend(out var packet)) resent.Add(packet);
        return resent;
    }

    private ushort Begin(QoS qos, string message)
    {
        Assert.True(_window.TryBegin(qos, message, out var packetId));
        return packetId;
    }
}
