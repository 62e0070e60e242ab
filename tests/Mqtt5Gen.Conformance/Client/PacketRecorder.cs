using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Client;

/// <summary>Keeps the packet that a broker sent, if it keeps what the client announced.</summary>
internal struct PacketRecorder(Announced client, Announced server) : IServerPackets
{
    public IPacket? Packet { get; private set; }

    public void On(in ConnAckView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, Announced.From(packet)));

    public void On(in PublishView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in PubAckView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in PubRecView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in PubRelView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in PubCompView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in SubAckView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in UnsubAckView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in PingRespView packet) => Packet = packet.ToPacket();

    public void On(in DisconnectView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    public void On(in AuthView packet) => Keep(packet.ToPacket(), packet.CheckLimits(Role.Server, client, server));

    private void Keep(IPacket packet, Violation broken)
    {
        if (!broken.IsNone) throw new ConformanceException($"the broker sent {packet.Type} against what was announced: {broken}");
        Packet = packet;
    }
}
