using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>Keeps a copy of each packet.</summary>
internal sealed class PacketRecorder : IServerPackets
{
    public Queue<IPacket> Packets { get; } = new();

    public void On(in ConnAckView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in PublishView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in PubAckView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in PubRecView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in PubRelView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in PubCompView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in SubAckView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in UnsubAckView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in PingRespView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in DisconnectView packet) => Packets.Enqueue(packet.ToPacket());

    public void On(in AuthView packet) => Packets.Enqueue(packet.ToPacket());
}
