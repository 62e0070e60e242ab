using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Sending;

public class PacketIdTests
{
    private readonly SendWindow<string> _window = new();

    public PacketIdTests() => _window.Open(ushort.MaxValue);

    [Fact]
    public void PacketIdsStartAtOneAndAdvance()
    {
        Assert.Equal([1, 2, 3], new[] { Begin(), Begin(), Begin() }.Select(id => (int)id));
    }

    [Fact]
    public void AFreePacketIdIsNotGivenAgainBeforeTheOthers()
    {
        _window.PubAck(Begin(), out _);
        Assert.Equal(2, Begin());
    }

    [Fact] // [MQTT-2.2.1-3] [MQTT-2.2.1-4]
    public void PacketIdsGoRoundWithoutZeroAndPassOverThoseInUse()
    {
        var inUse = Begin();
        var last = inUse;
        for (var rounds = 0; rounds < 3;)
        {
            var packetId = Begin();
            Assert.NotEqual(0, packetId);
            Assert.NotEqual(inUse, packetId);
            if (packetId < last) rounds++;
            last = packetId;
            _window.PubAck(packetId, out _);
        }

        Assert.Equal(1, _window.Count);
    }

    [Fact] // [MQTT-4.3.2-1] [MQTT-4.3.3-1]
    public void AllPacketIdsCanBeInUseAtOnceAndThenNoneIsLeft()
    {
        var ids = new HashSet<ushort>();
        for (var count = 0; count < ushort.MaxValue; count++) Assert.True(ids.Add(Begin()));

        Assert.DoesNotContain((ushort)0, ids);
        Assert.False(_window.TryBegin(QoS.AtLeastOnce, "one more", out _));
        Assert.False(_window.TryTakePacketId(out _));

        Assert.Equal(Acknowledgement.Completed, _window.PubAck(4711, out _));
        Assert.True(_window.TryTakePacketId(out var packetId));
        Assert.Equal(4711, packetId);
    }

    [Fact]
    public void SubscribeSharesThePacketIdsOfPublish()
    {
        Assert.True(_window.TryTakePacketId(out var subscribe));
        Assert.NotEqual(subscribe, Begin());
        Assert.True(_window.ReleasePacketId(subscribe));
        Assert.False(_window.ReleasePacketId(subscribe));
    }

    [Fact]
    public void SubAckDoesNotFreeThePacketIdOfAPublish()
    {
        var publish = Begin();
        Assert.False(_window.ReleasePacketId(publish));
        Assert.Equal(1, _window.Count);
    }

    [Fact]
    public void PubAckForASubscribeIsOutOfTurn()
    {
        _window.TryTakePacketId(out var subscribe);
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubAck(subscribe, out _));
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubRec(subscribe, ReasonCode.Success, out _));
        Assert.Equal(Acknowledgement.OutOfTurn, _window.PubComp(subscribe, out _));
        Assert.False(_window.Abandon(subscribe, out _));
    }

    [Fact]
    public void PacketIdsOfSubscribeEndWithTheConnection()
    {
        _window.TryTakePacketId(out var subscribe);
        var publish = Begin();
        _window.Close();
        Assert.False(_window.ReleasePacketId(subscribe));
        Assert.Equal(publish, Assert.Single(Remaining()).PacketId);
    }

    private List<InFlight<string>> Remaining()
    {
        var remaining = new List<InFlight<string>>();
        foreach (var packet in _window) remaining.Add(packet);
        return remaining;
    }

    private ushort Begin()
    {
        Assert.True(_window.TryBegin(QoS.AtLeastOnce, "message", out var packetId));
        return packetId;
    }
}
