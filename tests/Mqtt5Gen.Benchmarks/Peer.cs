using System.Buffers;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace Mqtt5Gen.Benchmarks;

/// <summary>MQTTnet's codec over the same packet. It must write what it read, but for the order of properties, or the comparison would mean nothing.</summary>
internal sealed class Peer
{
    private readonly MqttPacketFormatterAdapter _formatter = new(MqttProtocolVersion.V500, new MqttBufferWriter(4096, 65535));
    private readonly ReceivedMqttPacket _received;
    private readonly MqttPacket _packet;

    public Peer(byte[] encoded)
    {
        var headerLength = encoded[1] < 0x80 ? 2 : 3;
        _received = new ReceivedMqttPacket(encoded[0], new ArraySegment<byte>(encoded, headerLength, encoded.Length - headerLength), encoded.Length);
        _packet = Decode();
        if (!Written().Order().SequenceEqual(encoded.Order())) throw new InvalidOperationException($"MQTTnet writes other bytes: {Convert.ToHexString(Written())}");
    }

    public MqttPacket Decode() => _formatter.Decode(_received);

    /// <summary>Both sides write every byte once. MQTTnet leaves the payload beside what it writes, so the payload is copied here.</summary>
    public int Encode(Span<byte> destination)
    {
        var encoded = _formatter.Encode(_packet);
        encoded.Payload.CopyTo(destination);
        _formatter.Cleanup();
        return encoded.Length;
    }

    private byte[] Written()
    {
        var written = _formatter.Encode(_packet).ToArray();
        _formatter.Cleanup();
        return written;
    }
}
