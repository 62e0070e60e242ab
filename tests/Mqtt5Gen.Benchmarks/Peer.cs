using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace Mqtt5Gen.Benchmarks;

/// <summary>MQTTnet's codec over the same bytes.</summary>
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
    }

    public MqttPacket Decode() => _formatter.Decode(_received);

    // The payload is not copied by MQTTnet's encoder: it stays beside the bytes returned.
    public int Encode()
    {
        var length = _formatter.Encode(_packet).Length;
        _formatter.Cleanup();
        return length;
    }
}
