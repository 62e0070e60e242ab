using CsCheck;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Receiving;

public class ReceiveWindowTests
{
    private readonly ReceiveWindow _window = new();

    public ReceiveWindowTests() => _window.Open(2);

    [Fact] // [MQTT-4.3.2-5]
    public void AQoS1MessageIsNewEachTime()
    {
        Assert.Equal(Reception.New, _window.Publish(QoS.AtLeastOnce, 1));
        Assert.True(_window.PubAck());
        Assert.Equal(Reception.New, _window.Publish(QoS.AtLeastOnce, 1));
    }

    [Fact]
    public void NoMorePubAcksAreDueThanMessagesCame()
    {
        _window.Publish(QoS.AtLeastOnce, 1);
        Assert.True(_window.PubAck());
        Assert.False(_window.PubAck());
    }

    [Fact] // [MQTT-4.3.3-10]
    public void AQoS2MessageIsADuplicateUntilItIsReleased()
    {
        Assert.Equal(Reception.New, _window.Publish(QoS.ExactlyOnce, 1));
        Assert.True(_window.PubRec(1, ReasonCode.Success));
        Assert.Equal(Reception.Duplicate, _window.Publish(QoS.ExactlyOnce, 1));
        Assert.Equal(1, _window.Unacknowledged);
    }

    [Fact] // [MQTT-4.3.3-11] [MQTT-4.3.3-12]
    public void AfterPubRelThePacketIdStandsForANewMessage()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.PubRec(1, ReasonCode.Success);
        Assert.Equal(Acknowledgement.Completed, _window.PubRel(1));
        Assert.Equal(Acknowledgement.NotFound, _window.PubRel(1));
        Assert.Equal(Reception.New, _window.Publish(QoS.ExactlyOnce, 1));
    }

    [Fact] // [MQTT-4.3.3-9]
    public void AfterARefusalThePacketIdStandsForANewMessage()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        Assert.True(_window.PubRec(1, ReasonCode.NotAuthorized));
        Assert.Equal(0, _window.Unacknowledged);
        Assert.Equal(Reception.New, _window.Publish(QoS.ExactlyOnce, 1));
    }

    [Fact] // [MQTT-4.3.3-10]
    public void ADuplicateOfAMessageBeingTakenOverWaitsForItsPubRec()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.Open(2);
        Assert.Equal(Reception.Pending, _window.Publish(QoS.ExactlyOnce, 1));
        Assert.True(_window.PubRec(1, ReasonCode.Success));
        Assert.False(_window.PubRec(1, ReasonCode.Success));
    }

    [Fact]
    public void APubRecThatIsReadyBeforeTheResendIsSentAsItsAnswer()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.Open(2);
        Assert.False(_window.PubRec(1, ReasonCode.Success));
        Assert.Equal(Reception.Duplicate, _window.Publish(QoS.ExactlyOnce, 1));
    }

    [Fact]
    public void PubRelBeforePubRecIsOutOfTurn()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubRel(1));
    }

    [Fact]
    public void AQoS1MessageCannotUseThePacketIdOfAnUnreleasedQoS2Message()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        var reception = _window.Publish(QoS.AtLeastOnce, 1);
        Assert.Equal(Reception.PacketIdInUse, reception);
        Assert.Equal(ReasonCode.PacketIdentifierInUse, reception.Answer());
        Assert.Equal(1, _window.Unacknowledged);
    }

    [Theory] // [MQTT-3.3.4-7] [MQTT-3.3.4-9]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void MoreThanReceiveMaximumIsAnsweredWith0x93(QoS qos)
    {
        Assert.Equal(Reception.New, _window.Publish(QoS.AtLeastOnce, 1));
        Assert.Equal(Reception.New, _window.Publish(QoS.ExactlyOnce, 2));
        var reception = _window.Publish(qos, 3);
        Assert.Equal(Reception.ReceiveMaximumExceeded, reception);
        Assert.Equal(ReasonCode.ReceiveMaximumExceeded, reception.Answer());
    }

    [Fact]
    public void PubRecDoesNotLowerTheCountButPubRelDoes()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.PubRec(1, ReasonCode.Success);
        Assert.Equal(1, _window.Unacknowledged);
        _window.PubRel(1);
        Assert.Equal(0, _window.Unacknowledged);
    }

    [Fact] // [MQTT-4.3.3-10]
    public void OnANewConnectionQoS2IdsStayAndTheCountStartsAgain()
    {
        _window.Publish(QoS.AtLeastOnce, 1);
        _window.Publish(QoS.ExactlyOnce, 2);
        _window.PubRec(2, ReasonCode.Success);
        _window.Open(2);
        Assert.Equal(1, _window.Count);
        Assert.Equal(0, _window.Unacknowledged);
        Assert.Equal(Reception.Duplicate, _window.Publish(QoS.ExactlyOnce, 2));
        Assert.Equal(1, _window.Unacknowledged);
    }

    [Fact]
    public void PubRelOfAnEarlierConnectionDoesNotLowerTheCountOfThisOne()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.PubRec(1, ReasonCode.Success);
        _window.Open(2);
        _window.Publish(QoS.ExactlyOnce, 2);
        _window.PubRel(1);
        Assert.Equal(1, _window.Unacknowledged);
    }

    [Fact]
    public void AStoredWindowComesBackAsItWas()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.Publish(QoS.ExactlyOnce, 2);
        _window.PubRec(2, ReasonCode.Success);
        var stored = new ushort[_window.Count];
        Assert.Equal(1, _window.CopyTo(stored)); // 1 was not taken over: its sender sends it again

        var restored = new ReceiveWindow();
        restored.Restore(stored[0]);
        restored.Open(2);
        Assert.Equal(Reception.Duplicate, restored.Publish(QoS.ExactlyOnce, 2));
        Assert.Equal(Reception.New, restored.Publish(QoS.ExactlyOnce, 1));
    }

    [Fact]
    public void AClearedSessionKnowsNoPacketId()
    {
        _window.Publish(QoS.ExactlyOnce, 1);
        _window.Clear();
        Assert.Equal(0, _window.Count);
        Assert.Equal(Reception.New, _window.Publish(QoS.ExactlyOnce, 1));
    }

    [Fact]
    public void ItKnowsTheSamePacketIdsAsASet() =>
        Gen.Select(Gen.UShort[1, 64], Gen.UShort[1, ushort.MaxValue], Gen.Bool, (near, far, isNear) => isNear ? near : (ushort)(far | 0xFF00))
            .Array[0, 200].Sample(ids =>
            {
                var window = new ReceiveWindow();
                window.Open(ushort.MaxValue);
                var model = new HashSet<ushort>();
                foreach (var id in ids)
                {
                    if (model.Add(id))
                    {
                        Assert.Equal(Reception.New, window.Publish(QoS.ExactlyOnce, id));
                        Assert.True(window.PubRec(id, ReasonCode.Success));
                        continue;
                    }

                    model.Remove(id);
                    Assert.Equal(Reception.Duplicate, window.Publish(QoS.ExactlyOnce, id));
                    Assert.Equal(Acknowledgement.Completed, window.PubRel(id));
                    if (id % 7 == 0) window.Open(ushort.MaxValue);
                }

                var held = new ushort[window.Count];
                Assert.Equal(held.Length, window.CopyTo(held));
                Assert.Equal(model.Order(), held.Order());
            });
}
