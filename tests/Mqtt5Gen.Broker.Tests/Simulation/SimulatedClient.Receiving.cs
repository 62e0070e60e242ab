using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Simulation;

internal sealed partial class SimulatedClient : IServerPackets
{
    private long _sentAt;

    public void Receive(ReadOnlySpan<byte> bytes, long sentAt)
    {
        _sentAt = sentAt;
        var receiver = this;
        while (Link is not null && FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out var length) is FrameStatus.Complete)
        {
            Assert.True(PacketDispatch.FromServer(ref receiver, frame, ProtocolVersion.V5, out var violation), violation.ToString());
            bytes = bytes[length..];
        }

        Assert.True(Link is null || bytes.IsEmpty, "half a packet");
    }

    public void On(in ConnAckView packet) => Accepted(packet.ToPacket());

    public void On(in PublishView packet)
    {
        var publish = Resolve(packet.ToPacket());
        if (publish.QoS is QoS.AtMostOnce)
        {
            Ledger.Deliver(name, publish, _sentAt);
            return;
        }

        switch (_receiving.Publish(publish.QoS, publish.PacketId))
        {
            case Reception.New:
                Ledger.Deliver(name, publish, _sentAt);
                Assert.DoesNotContain(new Answer(publish.QoS, publish.PacketId, ReasonCode.Success), _unanswered);
                _unanswered.Enqueue(new(publish.QoS, publish.PacketId, ReasonCode.Success));
                break;
            case Reception.Duplicate:
                Send(new PubRec { PacketId = publish.PacketId });
                break;
            case Reception.Pending: // taken on the last connection, and not answered there
                _unanswered.Enqueue(new(publish.QoS, publish.PacketId, ReasonCode.Success));
                break;
            case var reception:
                Assert.Fail($"{reception} from the broker");
                break;
        }
    }

    public void On(in PubAckView packet) => Complete(_sending.PubAck(packet.PacketId, out _));

    public void On(in PubRecView packet)
    {
        var acknowledgement = _sending.PubRec(packet.PacketId, packet.ReasonCode, out _);
        if (acknowledgement is Acknowledgement.Released) Send(new PubRel { PacketId = packet.PacketId });
        else Complete(acknowledgement);
    }

    public void On(in PubRelView packet)
    {
        var acknowledgement = _receiving.PubRel(packet.PacketId);
        Assert.NotEqual(Acknowledgement.OutOfTurn, acknowledgement);
        Send(new PubComp { PacketId = packet.PacketId, ReasonCode = acknowledgement is Acknowledgement.NotFound ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success });
    }

    public void On(in PubCompView packet) => Complete(_sending.PubComp(packet.PacketId, out _));

    public void On(in SubAckView packet) => Assert.All(packet.ToPacket().ReasonCodes, reason => Assert.True(reason < ReasonCode.UnspecifiedError));

    public void On(in DisconnectView packet) => Assert.True(packet.ReasonCode is ReasonCode.SessionTakenOver or ReasonCode.KeepAliveTimeout, $"{packet.ReasonCode}");

    public void On(in PingRespView packet)
    {
    }

    public void On(in UnsubAckView packet) => Assert.Fail("UNSUBACK");

    public void On(in AuthView packet) => Assert.Fail("AUTH");

    private Publish Resolve(Publish publish)
    {
        if (publish.Properties!.TopicAlias is not { } alias) return publish;
        Assert.Equal(ReasonCode.Success, _aliases.Resolve(alias, publish.TopicName, out var topic));
        return publish with { TopicName = new(topic) };
    }

    private void Complete(Acknowledgement acknowledgement)
    {
        Assert.Equal(Acknowledgement.Completed, acknowledgement);
        Pump();
    }
}
