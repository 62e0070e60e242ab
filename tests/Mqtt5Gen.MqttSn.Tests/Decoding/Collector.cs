using Mqtt5Gen.Wire;

namespace Mqtt5Gen.MqttSn.Tests.Decoding;

/// <summary>Keeps the one message that is dispatched to it: as an owned copy, and as the bytes that its view encodes to.</summary>
internal struct Collector : IClientPackets, IGatewayPackets
{
    private const ProtocolVersion Version = ProtocolVersion.V12;

    private PacketLayout _layout;

    /// <summary>The owned copy.</summary>
    public IPacket? Packet { get; private set; }

    /// <summary>What the view was encoded to.</summary>
    public byte[] Encoded { get; private set; }

    /// <summary>How many bytes the view said that it wrote.</summary>
    public int Written { get; private set; }

    public void On(in AdvertiseView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in SearchGwView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in GwInfoView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in ConnectView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(packet.ProtocolId)), _layout, packet.ProtocolId);

    public void On(in ConnAckView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillTopicReqView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillTopicView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillMsgReqView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillMsgView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in RegisterView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in RegAckView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PublishView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PubAckView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PubCompView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PubRecView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PubRelView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in SubscribeView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in SubAckView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in UnsubscribeView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in UnsubAckView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PingReqView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in PingRespView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in DisconnectView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillTopicUpdView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillTopicRespView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillMsgUpdView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in WillMsgRespView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    public void On(in EncapsulatedView packet) => Written = packet.Encode(Keep(packet.ToPacket(), packet.Measure(Version)), _layout, Version);

    private byte[] Keep(IPacket packet, PacketLayout layout)
    {
        Assert.Null(Packet);
        Packet = packet;
        _layout = layout;
        Encoded = new byte[layout.Size];
        return Encoded;
    }
}
