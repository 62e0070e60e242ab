using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests.Decoding;

/// <summary>Keeps the one packet that is dispatched to it: as an owned copy, as the bytes that its view encodes to, and what it breaks.</summary>
internal struct Collector(ProtocolVersion version, Role sender, Announced client, Announced server) : IClientPackets, IServerPackets
{
    private byte[] _encoded = [];
    private int _length;

    /// <summary>The owned copy.</summary>
    public IPacket? Packet { get; private set; }

    /// <summary>What the view was encoded to.</summary>
    public readonly ReadOnlySpan<byte> Encoded => _encoded.AsSpan(0, _length);

    /// <summary>What the view says it breaks of what was announced.</summary>
    public Violation BrokenLimit { get; private set; }

    /// <summary>Forgets the packet, to take another.</summary>
    public void Reset()
    {
        Packet = null;
        _length = 0;
        BrokenLimit = default;
    }

    public void On(in ConnectView packet)
    {
        var layout = packet.Measure(packet.ProtocolVersion);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, packet.ProtocolVersion);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in ConnAckView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PublishView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PubAckView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PubRecView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PubRelView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PubCompView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in SubscribeView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in SubAckView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in UnsubscribeView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, default);
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in UnsubAckView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PingReqView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, default);
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in PingRespView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, default);
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in DisconnectView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    public void On(in AuthView packet)
    {
        var layout = packet.Measure(version);
        var writer = Keep(packet.ToPacket(), layout, packet.CheckLimits(sender, client, server));
        packet.Encode(ref writer, layout, version);
        Assert.Equal(layout.Size, writer.Written);
    }

    private WireWriter Keep(IPacket packet, PacketLayout layout, Violation brokenLimit)
    {
        Assert.Null(Packet);
        Packet = packet;
        BrokenLimit = brokenLimit;
        _length = layout.Size;
        if (_encoded.Length < _length) _encoded = new byte[Math.Max(_length, 512)];
        return new WireWriter(_encoded.AsSpan(0, _length));
    }
}
