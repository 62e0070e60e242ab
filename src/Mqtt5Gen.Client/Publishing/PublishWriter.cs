using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>Makes a PUBLISH of a message: measures it against the limits of the server, and writes it.</summary>
internal static class PublishWriter
{
    /// <summary>The limit of the server that forbids the message, null where none does.</summary>
    public static MqttException? BrokenLimit(Terms terms, in Outgoing message, ReadOnlySpan<byte> topic)
    {
        var packetId = message.QoS is QoS.AtMostOnce ? (ushort)0 : (ushort)1;
        if (message.Properties is not null) return BrokenLimit(terms, Owned(message, topic, packetId, dup: false));

        var packet = View(message, topic, packetId, dup: false);
        if (packet.CheckLimits(Role.Client, terms.Own, terms.Server) is { IsNone: false } violation) return MqttException.OfLimit(violation);
        return terms.TooLarge(packet.Measure(terms.Version).Size);
    }

    public static void Write(Link link, in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId, bool dup)
    {
        if (link.Terms.Version >= ProtocolVersion.V5 && topic.Length > OutboundTopicAliases.PropertySize && TryWriteAliased(link, message, topic, packetId, dup)) return;
        if (message.Properties is not null) link.Outbound.Write(Owned(message, topic, packetId, dup));
        else TryWrite(link, View(message, topic, packetId, dup));
    }

    /// <summary>With a Topic Alias, if there is one for the topic and the packet is not too large with it.</summary>
    private static bool TryWriteAliased(Link link, in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId, bool dup)
    {
        var choice = link.Aliases.Choose(topic);
        if (choice.Alias == 0) return false;

        var name = choice.CarriesTopicName ? topic : default;
        if (!(message.Properties is null ? TryWriteView(link, message, choice, name, packetId, dup) : TryWriteOwned(link, message, choice, name, packetId, dup))) return false;
        link.Aliases.Established(choice, topic);
        return true;
    }

    private static bool TryWriteView(Link link, in Outgoing message, TopicAliasChoice choice, ReadOnlySpan<byte> name, ushort packetId, bool dup) =>
        TryWrite(link, View(message, name, packetId, dup) with { Properties = new PublishPropertiesView() with { TopicAlias = choice.Alias } });

    private static bool TryWriteOwned(Link link, in Outgoing message, TopicAliasChoice choice, ReadOnlySpan<byte> name, ushort packetId, bool dup)
    {
        var packet = Owned(message, name, packetId, dup);
        packet = packet with { Properties = packet.Properties! with { TopicAlias = choice.Alias } };
        if (link.Terms.TooLarge(packet.Measure(link.Terms.Version).Size) is not null) return false;
        link.Outbound.Write(packet);
        return true;
    }

    private static bool TryWrite(Link link, in PublishView packet)
    {
        var layout = packet.Measure(link.Terms.Version);
        if (layout.Size > link.Terms.Server.MaximumPacketSize.GetValueOrDefault(uint.MaxValue)) return false; // [MQTT-3.2.2-15]
        link.Outbound.Advance(packet.Encode(link.Outbound.GetSpan(layout.Size), layout, link.Terms.Version));
        return true;
    }

    private static MqttException? BrokenLimit(Terms terms, in Publish packet) =>
        packet.CheckLimits(Role.Client, terms.Own, terms.Server) is { IsNone: false } violation
            ? MqttException.OfLimit(violation)
            : terms.TooLarge(packet.Measure(terms.Version).Size);

    private static PublishView View(in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId, bool dup) => new()
    {
        Dup = dup,
        QoS = message.QoS,
        Retain = message.Retain,
        TopicName = topic,
        PacketId = packetId,
        Payload = message.Payload.Span,
    };

    private static Publish Owned(in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId, bool dup) => new()
    {
        Dup = dup,
        QoS = message.QoS,
        Retain = message.Retain,
        TopicName = Utf8String.Copy(topic),
        PacketId = packetId,
        Properties = message.Properties,
        Payload = message.Payload,
    };
}
