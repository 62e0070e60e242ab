using System.Text;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Client;

/// <summary>What tests do again and again: packets with their answers.</summary>
internal static class Dialogues
{
    /// <summary>Subscribes to one filter, and is granted it.</summary>
    public static async Task<SubAck> SubscribeAsync(
        this RawClient client,
        string filter,
        QoS qos = QoS.AtMostOnce,
        uint? identifier = null,
        bool noLocal = false,
        bool retainAsPublished = false,
        RetainHandling retainHandling = RetainHandling.SendOnSubscribe)
    {
        var subAck = await client.TrySubscribeAsync(new Subscription
        {
            TopicFilter = filter,
            MaximumQoS = qos,
            NoLocal = noLocal,
            RetainAsPublished = retainAsPublished,
            RetainHandling = retainHandling,
        }, identifier);
        Check.Equal((ReasonCode)qos, subAck.ReasonCodes[0], $"what SUBACK grants for '{filter}'");
        return subAck;
    }

    /// <summary>Subscribes to one filter.</summary>
    public static Task<SubAck> TrySubscribeAsync(this RawClient client, Subscription subscription, uint? identifier = null) =>
        client.TrySubscribeAsync([subscription], identifier);

    /// <summary>Subscribes to several filters with one SUBSCRIBE.</summary>
    public static async Task<SubAck> TrySubscribeAsync(this RawClient client, ValueList<Subscription> subscriptions, uint? identifier = null)
    {
        var packetId = client.NewPacketId();
        await client.SendAsync(new Subscribe
        {
            PacketId = packetId,
            Properties = identifier is null ? null : new() { SubscriptionIdentifier = identifier },
            Subscriptions = subscriptions,
        });
        var subAck = await client.ExpectAsync<SubAck>();
        Check.Equal(packetId, subAck.PacketId, "the Packet Identifier of SUBACK");
        Check.Equal(subscriptions.Count, subAck.ReasonCodes.Count, "the number of SUBACK's codes");
        return subAck;
    }

    public static async Task<UnsubAck> UnsubscribeAsync(this RawClient client, params string[] filters)
    {
        var packetId = client.NewPacketId();
        await client.SendAsync(new Unsubscribe { PacketId = packetId, TopicFilters = [.. filters.Select(filter => (Utf8String)filter)] });
        var unsubAck = await client.ExpectAsync<UnsubAck>();
        Check.Equal(packetId, unsubAck.PacketId, "the Packet Identifier of UNSUBACK");
        return unsubAck;
    }

    /// <summary>Sends a PUBLISH, and waits for nothing. Returns its Packet Identifier.</summary>
    public static async Task<ushort> SendMessageAsync(
        this RawClient client, string topic, string payload, QoS qos = QoS.AtMostOnce, bool retain = false, ushort packetId = 0, bool dup = false, PublishProperties? properties = null)
    {
        var id = qos is QoS.AtMostOnce ? (ushort)0 : packetId != 0 ? packetId : client.NewPacketId();
        await client.SendAsync(new Publish
        {
            TopicName = topic,
            Payload = Encoding.UTF8.GetBytes(payload),
            QoS = qos,
            Retain = retain,
            Dup = dup,
            PacketId = id,
            Properties = properties,
        });
        return id;
    }

    /// <summary>Publishes, and completes what the QoS demands; at QoS 0 the broker has handled it, too.</summary>
    public static async Task PublishAsync(this RawClient client, string topic, string payload, QoS qos = QoS.AtMostOnce, bool retain = false, PublishProperties? properties = null)
    {
        var packetId = await client.SendMessageAsync(topic, payload, qos, retain, properties: properties);
        switch (qos)
        {
            case QoS.AtMostOnce:
                await client.PingAsync();
                break;
            case QoS.AtLeastOnce:
                await client.ExpectPubAckAsync(packetId);
                break;
            default:
                await client.ExpectPubRecAsync(packetId);
                await client.ReleaseAsync(packetId);
                break;
        }
    }

    /// <summary>PUBACK with success comes next.</summary>
    public static async Task<PubAck> ExpectPubAckAsync(this RawClient client, ushort packetId)
    {
        var pubAck = await client.ExpectAsync<PubAck>();
        Check.Equal(packetId, pubAck.PacketId, "the Packet Identifier of PUBACK");
        Check.That(pubAck.ReasonCode < ReasonCode.UnspecifiedError, $"PUBACK has {Check.Show(pubAck.ReasonCode)}");
        return pubAck;
    }

    /// <summary>PUBREC with success comes next.</summary>
    public static async Task<PubRec> ExpectPubRecAsync(this RawClient client, ushort packetId)
    {
        var pubRec = await client.ExpectAsync<PubRec>();
        Check.Equal(packetId, pubRec.PacketId, "the Packet Identifier of PUBREC");
        Check.That(pubRec.ReasonCode < ReasonCode.UnspecifiedError, $"PUBREC has {Check.Show(pubRec.ReasonCode)}");
        return pubRec;
    }

    /// <summary>Sends PUBREL, and PUBCOMP comes.</summary>
    public static async Task<PubComp> ReleaseAsync(this RawClient client, ushort packetId)
    {
        await client.SendAsync(new PubRel { PacketId = packetId });
        var pubComp = await client.ExpectAsync<PubComp>();
        Check.Equal(packetId, pubComp.PacketId, "the Packet Identifier of PUBCOMP");
        return pubComp;
    }

    /// <summary>Acknowledges a message as its QoS demands, to the end.</summary>
    public static async Task AcknowledgeAsync(this RawClient client, Publish message)
    {
        if (message.QoS is QoS.AtLeastOnce) await client.SendAsync(new PubAck { PacketId = message.PacketId });
        if (message.QoS is not QoS.ExactlyOnce) return;

        await client.SendAsync(new PubRec { PacketId = message.PacketId });
        var pubRel = await client.ExpectAsync<PubRel>();
        Check.Equal(message.PacketId, pubRel.PacketId, "the Packet Identifier of PUBREL");
        await client.SendAsync(new PubComp { PacketId = message.PacketId });
    }

    /// <summary>Sends DISCONNECT, and the broker closes the connection: from then on the session has none.</summary>
    public static async Task DisconnectAsync(this RawClient client, ReasonCode reason = ReasonCode.NormalDisconnection, DisconnectProperties? properties = null)
    {
        await client.SendAsync(new Disconnect { ReasonCode = reason, Properties = properties });
        await client.ExpectEndAsync();
    }
}
