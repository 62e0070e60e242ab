using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>An Application Message that is remembered: it waits, is in flight, or is retained. Immutable; all its receivers share it.</summary>
/// <remarks>It holds the message as a 5.0 PUBLISH of QoS 0 without RETAIN, which is what most receivers are sent.</remarks>
internal sealed class Message
{
    private readonly byte[] _packet;
    private readonly long _arrivedAt;

    private Message(byte[] packet, Utf8String publisher, QoS qos, bool retain, uint? expirySeconds, long arrivedAt)
    {
        _packet = packet;
        _arrivedAt = arrivedAt;
        Publisher = publisher;
        QoS = qos;
        Retain = retain;
        ExpiresAt = expirySeconds is { } seconds ? arrivedAt + seconds * 1000L : Schedule.Never;
    }

    /// <summary>The Client Identifier of who published it.</summary>
    public Utf8String Publisher { get; }

    /// <summary>The QoS that it was published with.</summary>
    public QoS QoS { get; }

    /// <summary>The RETAIN that it was published with.</summary>
    public bool Retain { get; }

    /// <summary>When it expires, in milliseconds; or never.</summary>
    public long ExpiresAt { get; }

    public int Size => _packet.Length;

    /// <summary>A copy of a message that is just arriving.</summary>
    /// <param name="publish">With its Topic Name, and without Topic Alias and Subscription Identifiers.</param>
    /// <param name="publisher">Who published it.</param>
    /// <param name="now">When it arrives, in milliseconds.</param>
    public static Message From(in PublishView publish, Utf8String publisher, long now)
    {
        var plain = publish with { Dup = false, QoS = QoS.AtMostOnce, Retain = false, PacketId = 0 };
        var layout = plain.Measure(ProtocolVersion.V5);
        var packet = GC.AllocateUninitializedArray<byte>(layout.Size);
        plain.Encode(packet, layout, ProtocolVersion.V5);
        return new Message(packet, publisher, publish.QoS, publish.Retain, publish.Properties.MessageExpiryInterval, now);
    }

    /// <summary>A message of the broker's own, or a will.</summary>
    public static Message From(in Publish publish, Utf8String publisher, long now)
    {
        var plain = publish with { Dup = false, QoS = QoS.AtMostOnce, Retain = false, PacketId = 0 };
        return new Message(plain.ToArray(ProtocolVersion.V5), publisher, publish.QoS, publish.Retain, publish.Properties?.MessageExpiryInterval, now);
    }

    /// <summary>The message at QoS 0 as it is to be sent now: what it waited is taken off its Message Expiry Interval.</summary>
    public PublishView ViewAt(long now)
    {
        FrameReader.TryRead(_packet, uint.MaxValue, out var frame, out _);
        PublishView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var publish, out _);
        if (publish.Properties.MessageExpiryInterval is not { } interval) return publish;

        var waited = (now - _arrivedAt) / 1000;
        var left = (uint)Math.Max(Math.Min(1, interval), interval - waited); // what is resent after its time is not told to be expired
        return publish with { Properties = publish.Properties with { MessageExpiryInterval = left } }; // [MQTT-3.3.2-6]
    }

    public bool HasExpired(long now) => now >= ExpiresAt; // [MQTT-3.3.2-5]
}
