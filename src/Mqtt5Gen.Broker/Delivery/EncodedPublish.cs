using System.Buffers;
using System.Buffers.Binary;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>A PUBLISH encoded once for all receivers of one class: a protocol version, with or without Packet Identifier. Byte 1 and the identifier differ.</summary>
internal struct EncodedPublish
{
    private byte[]? _bytes;
    private int _length;
    private int _packetIdAt;

    /// <summary>Encodes it if nobody did; returns its size in bytes.</summary>
    public int Prepare(in PublishView publish, bool hasPacketId, ProtocolVersion version)
    {
        if (_bytes is not null) return _length;

        var packet = publish with { QoS = hasPacketId ? QoS.AtLeastOnce : QoS.AtMostOnce };
        var layout = packet.Measure(version);
        _length = layout.Size;
        _packetIdAt = _length - layout.RemainingLength + 2 + publish.TopicName.Length;
        _bytes = ArrayPool<byte>.Shared.Rent(_length);
        packet.Encode(_bytes, layout, version);
        return _length;
    }

    /// <summary>Writes it for one receiver.</summary>
    public readonly void WriteTo(IConnectionOutput output, QoS qos, bool retain, ushort packetId)
    {
        var span = output.GetSpan(_length);
        _bytes.AsSpan(0, _length).CopyTo(span);
        span[0] = (byte)(((int)PacketType.Publish << 4) | ((int)qos << 1) | (retain ? 1 : 0));
        if (qos > QoS.AtMostOnce) BinaryPrimitives.WriteUInt16BigEndian(span[_packetIdAt..], packetId);
        output.Advance(_length);
    }

    public readonly void Return()
    {
        if (_bytes is not null) ArrayPool<byte>.Shared.Return(_bytes);
    }
}
