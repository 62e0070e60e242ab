namespace Mqtt5Gen.Protocol.Tests.Decoding;

/// <summary>Reads a PUBLISH to its last user property, and encodes it again where there is room.</summary>
internal struct PublishReader(ProtocolVersion version, byte[]? target = null) : IClientPackets
{
    public int Packets { get; private set; }

    public long UserPropertyBytes { get; private set; }

    public void On(in PublishView packet)
    {
        Packets++;
        foreach (var pair in packet.Properties.UserProperties) UserPropertyBytes += pair.Name.Length + pair.Value.Length;
        if (target is null) return;

        var layout = packet.Measure(version);
        packet.Encode(target, layout, version);
    }

    public readonly void On(in ConnectView packet)
    {
    }

    public readonly void On(in PubAckView packet)
    {
    }

    public readonly void On(in PubRecView packet)
    {
    }

    public readonly void On(in PubRelView packet)
    {
    }

    public readonly void On(in PubCompView packet)
    {
    }

    public readonly void On(in SubscribeView packet)
    {
    }

    public readonly void On(in UnsubscribeView packet)
    {
    }

    public readonly void On(in PingReqView packet)
    {
    }

    public readonly void On(in DisconnectView packet)
    {
    }

    public readonly void On(in AuthView packet)
    {
    }
}
