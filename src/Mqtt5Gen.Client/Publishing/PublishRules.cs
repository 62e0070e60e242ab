using System.Buffers;
using System.Text.Unicode;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>What is asked of a message before it is sent: mistakes of the caller, named by their rule.</summary>
internal static class PublishRules
{
    /// <summary>The Topic Name's bytes, in the scratch space if they fit.</summary>
    /// <exception cref="ArgumentException">It is no text that UTF-8 can say [MQTT-1.5.4-1], or too long.</exception>
    public static ReadOnlySpan<byte> Encode(string topic, Span<byte> scratch)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (topic.Length * 3 > scratch.Length) scratch = new byte[topic.Length * 3];
        if (Utf8.FromUtf16(topic, scratch, out _, out var written, replaceInvalidSequences: false) is not OperationStatus.Done) throw Broken(Rule.StringIsWellFormed, nameof(topic)); // [MQTT-1.5.4-1]
        if (written > ushort.MaxValue) throw new ArgumentException("A Topic Name takes 65,535 bytes at the most (1.5.4).", nameof(topic));
        return scratch[..written];
    }

    /// <exception cref="ArgumentException">The message breaks a rule of 3.3.</exception>
    public static void Check(in Outgoing message, ReadOnlySpan<byte> topic, ProtocolVersion version)
    {
        if (message.QoS > QoS.ExactlyOnce) throw Broken(Rule.PublishQoSIsNotThree, "qos"); // [MQTT-3.3.1-4]
        if (TextShapes.IsWildcard(topic)) throw Broken(Rule.TopicNameHasNoWildcards, "topic"); // [MQTT-3.3.2-2]
        if (topic.Contains((byte)0)) throw Broken(Rule.StringHasNoNul, "topic"); // [MQTT-1.5.4-2]
        if (message.Properties is null || version < ProtocolVersion.V5)
        {
            if (topic.IsEmpty) throw Broken(Rule.TopicIsNotEmpty, "topic"); // [MQTT-4.7.3-1]
            return;
        }

        CheckDecoded(new Publish { QoS = message.QoS, PacketId = 1, TopicName = Utf8String.Copy(topic), Properties = message.Properties }, version);
    }

    /// <summary>Decodes what is to be sent, as the server will: each rule of the codec is kept by what leaves the client.</summary>
    /// <exception cref="ArgumentException">The packet breaks a rule.</exception>
    public static void CheckDecoded<T>(in T packet, ProtocolVersion version)
        where T : IPacket
    {
        var bytes = packet.ToArray(version);
        FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        var ignore = default(Ignore);
        if (!PacketDispatch.FromClient(ref ignore, frame, version, out var violation)) throw Broken(violation.Rule, null);
    }

    private static ArgumentException Broken(Rule rule, string? parameter) =>
        new($"This breaks the rule {rule} ({rule.Id() ?? "section " + rule.Section()}).", parameter);

    private readonly struct Ignore : IClientPackets
    {
        public void On(in ConnectView packet)
        {
        }

        public void On(in PublishView packet)
        {
        }

        public void On(in PubAckView packet)
        {
        }

        public void On(in PubRecView packet)
        {
        }

        public void On(in PubRelView packet)
        {
        }

        public void On(in PubCompView packet)
        {
        }

        public void On(in SubscribeView packet)
        {
        }

        public void On(in UnsubscribeView packet)
        {
        }

        public void On(in PingReqView packet)
        {
        }

        public void On(in DisconnectView packet)
        {
        }

        public void On(in AuthView packet)
        {
        }
    }
}
