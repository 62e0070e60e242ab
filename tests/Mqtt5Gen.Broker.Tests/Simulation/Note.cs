using System.Buffers.Binary;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Simulation;

/// <summary>A message by its number in the order of publishing, over all publishers.</summary>
internal sealed record Note(int Number, string Publisher, string Topic, QoS QoS, uint? Expiry)
{
    /// <summary>When it first reached the broker.</summary>
    public long? FirstArrival { get; set; }

    /// <summary>When it last did; it lives as long from then, as the broker cannot know that it came before.</summary>
    public long LastArrival { get; set; }

    public Publish ToPublish(ushort packetId, bool dup)
    {
        var payload = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(payload, Number);
        return new()
        {
            Dup = dup,
            QoS = QoS,
            PacketId = packetId,
            TopicName = Topic,
            Payload = payload,
            Properties = Expiry is null ? null : new() { MessageExpiryInterval = Expiry },
        };
    }

    public static int NumberOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt32BigEndian(payload);
}
