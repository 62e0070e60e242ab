using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests.Decoding;

/// <summary>Keeps the one packet that is dispatched to it: as an owned copy, as the bytes that its view encodes to, and what it breaks.</summary>
internal struct Collector(ProtocolVersion version, Role sender, Announced client, Announced server) : IClientPackets, IServerPackets
{
    /// <summary>The owned copy.</summary>
    public IPacket? Packet { get; private set; }

    /// <summary>What the view was encoded to.</summary>
    public byte[]? Encoded { get; private set; }

    /// <summary>The version that it was encoded for: a CONNECT decides it itself.</summary>
    public ProtocolVersion Version { get; private set; } = version;

    /// <summary>What the view says it breaks of what was announced.</summary>
    public Violation BrokenLimit { get; private set; }

    public void On(in ConnectView packet)
    {
        Version = packet.ProtocolVersion;
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in ConnAckView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PublishView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PubAckView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PubRecView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PubRelView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PubCompView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in SubscribeView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in SubAckView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in UnsubscribeView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, default);
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in UnsubAckView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PingReqView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, default);
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in PingRespView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, default);
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in DisconnectView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    public void On(in AuthView packet)
    {
        var layout = packet.Measure(Version);
        var destination = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        Assert.Equal(layout.Size, packet.Encode(destination, layout, Version));
    }

    private byte[] Keep(IPacket packet, PacketLayout layout, Violation brokenLimit)
    {
        Assert.Null(Packet);
        Packet = packet;
        BrokenLimit = brokenLimit;
        Encoded = new byte[layout.Size];
        return Encoded;
    }
}
