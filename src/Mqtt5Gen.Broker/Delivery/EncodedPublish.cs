using System.Buffers;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>A PUBLISH encoded once for all receivers of one class: a protocol version or a Topic Alias, with or without Packet Identifier. Flags and identifier are stamped.</summary>
internal struct EncodedPublish
{
    private byte[]? _bytes;
    private PacketLayout _layout;
    private ushort _alias;

    /// <summary>Encodes it if it is not; returns its size in bytes.</summary>
    /// <param name="publish">The message.</param>
    /// <param name="hasPacketId">Whether it has a Packet Identifier.</param>
    /// <param name="version">The version to encode for.</param>
    /// <param name="alias">The Topic Alias in place of the Topic Name; 0 for none.</param>
    public int Prepare(in PublishView publish, bool hasPacketId, ProtocolVersion version, ushort alias)
    {
        if (_bytes is not null && alias == _alias) return _layout.Size;

        Return();
        _alias = alias;
        var packet = publish with { QoS = hasPacketId ? QoS.AtLeastOnce : QoS.AtMostOnce };
        if (alias > 0) packet = packet.WithAlias(alias, carriesTopicName: false);
        _layout = packet.Measure(version);
        _bytes = ArrayPool<byte>.Shared.Rent(_layout.Size);
        packet.Encode(_bytes, _layout, version);
        return _layout.Size;
    }

    /// <summary>Writes it for one receiver.</summary>
    public readonly void WriteTo(IConnectionOutput output, QoS qos, bool retain, ushort packetId)
    {
        var span = output.GetSpan(_layout.Size);
        _bytes.AsSpan(0, _layout.Size).CopyTo(span);
        PublishView.Stamp(span, _layout, dup: false, qos, retain, packetId);
        output.Advance(_layout.Size);
    }

    public readonly void Return()
    {
        if (_bytes is not null) ArrayPool<byte>.Shared.Return(_bytes);
    }
}
