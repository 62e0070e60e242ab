using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Telemetry.SystemTopics;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class PublishHandler(BrokerOptions options, Announced server, AccessControl access, Router router, ConnectionCloser closer, BrokerCounters counters)
{
    public void Handle(in Turn turn, in PublishView publish)
    {
        var connection = turn.Connection;
        turn.Batch.Traffic.PublishReceived(publish.Payload.Length);
        var broken = publish.CheckLimits(Role.Client, connection.Client, server);
        if (!broken.IsNone)
        {
            closer.Disconnect(turn, broken);
            return;
        }

        if (publish.Properties.TopicAlias is not { } alias)
        {
            Take(turn, publish);
            return;
        }

        connection.Aliases ??= new InboundTopicAliases(options.TopicAliasMaximum);
        var reason = connection.Aliases.Resolve(alias, publish.TopicName, out var topic); // [MQTT-3.3.2-12]
        if (reason is not ReasonCode.Success)
        {
            if (reason == Rule.TopicAliasIsMapped.Answer()) closer.Disconnect(turn, new Violation(Rule.TopicAliasIsMapped, 0));
            else closer.Disconnect(turn, reason);
            return;
        }

        Take(turn, publish with { TopicName = topic.Span, Properties = publish.Properties.Without(PropertyId.TopicAlias) }); // [MQTT-3.3.2-7]
    }

    private void Take(in Turn turn, in PublishView publish)
    {
        switch (Receive(turn, publish))
        {
            case Reception.New when Refusal(turn, publish) is var reason and not ReasonCode.Success:
                Refuse(turn, publish, reason);
                break;
            case Reception.New:
                Route(turn, publish);
                break;
            case Reception.ReceiveMaximumExceeded:
                closer.Disconnect(turn, new Violation(Rule.ClientKeepsReceiveMaximum, 0));
                break;
        }
    }

    /// <summary>Whether the message is new; answers what is not.</summary>
    private Reception Receive(in Turn turn, in PublishView publish)
    {
        lock (turn.Session)
        {
            if (!turn.IsAttached) return Reception.Pending;
            if (publish.QoS is QoS.AtMostOnce) return Reception.New; // [MQTT-3.3.4-1]

            var reception = turn.Session.Receiving.Publish(publish.QoS, publish.PacketId);
            var packetId = publish.PacketId;
            if (turn.Session.Receiving.Unacknowledged > options.ReceiveMaximum && turn.Connection.Version >= ProtocolVersion.V5) counters.RuleBent(turn.Session); // [MQTT-3.3.4-7]
            if (reception is Reception.Duplicate) turn.Connection.Send(new PubRec { PacketId = packetId }, turn.Batch); // [MQTT-4.3.3-10]
            if (reception is Reception.PacketIdInUse) turn.Connection.Send(new PubAck { PacketId = packetId, ReasonCode = reception.Answer() }, turn.Batch);
            return reception;
        }
    }

    private ReasonCode Refusal(in Turn turn, in PublishView publish)
    {
        if (SystemTopic.IsOne(publish.TopicName) || TopicLevels.Count(publish.TopicName) > options.TopicLevels) return ReasonCode.TopicNameInvalid;
        if (!access.MayPublish(turn.Connection.Principal, publish.TopicName, publish.QoS, publish.Retain)) return ReasonCode.NotAuthorized;
        if (options.PayloadFormatChecks && !PayloadFormats.Fits(publish.Properties.PayloadFormatIndicator, publish.Payload)) return ReasonCode.PayloadFormatInvalid;
        return ReasonCode.Success;
    }

    /// <summary>One message is not taken; the connection goes on. At QoS 0, and to a 3.1.1 client, there is no way to say so. Of a payload that is not what it claims it is to be said (3.3.2.3.2).</summary>
    private void Refuse(in Turn turn, in PublishView publish, ReasonCode reason)
    {
        counters.MessageDropped(DropCause.Refused, turn.Session);
        if (reason is ReasonCode.NotAuthorized && options.DeniedPublish is DeniedPublishPolicy.Disconnect)
        {
            closer.Disconnect(turn, reason); // 3.1.1 leaves only this, or an acknowledgement (3.3.5)
            return;
        }

        if (publish.QoS > QoS.AtMostOnce) Acknowledge(turn, publish, turn.Connection.Version >= ProtocolVersion.V5 ? reason : ReasonCode.Success);
        else if (reason is ReasonCode.PayloadFormatInvalid) closer.Disconnect(turn, new Violation(Rule.PayloadIsOfItsFormat, 0));
    }

    private void Route(in Turn turn, in PublishView publish)
    {
        var publisher = turn.Session;
        var outgoing = new Outgoing(publish, publisher.ClientId, turn.Now);
        if (publish.Retain && !router.TryRetain(ref outgoing) && MayRefuse(turn, publish))
        {
            Acknowledge(turn, publish, ReasonCode.QuotaExceeded);
            return;
        }

        var matches = router.Match(publish.TopicName);
        var reason = matches.Count > 0 ? ReasonCode.Success : ReasonCode.NoMatchingSubscribers;
        if (publish.QoS > QoS.AtMostOnce) Acknowledge(turn, publish, reason); // before the copies that it causes
        router.Deliver(matches, ref outgoing, publisher, turn.Now, turn.Batch);
    }

    /// <summary>QoS 0 is not answered, and 3.1.1 has no answer that refuses.</summary>
    private static bool MayRefuse(in Turn turn, in PublishView publish) => publish.QoS > QoS.AtMostOnce && turn.Connection.Version >= ProtocolVersion.V5;

    private static PubAck PubAck(Connection to, ushort packetId, ReasonCode reason)
    {
        var pubAck = new PubAck { PacketId = packetId, ReasonCode = reason };
        if (to.Explain(Explanations.OfMessage(reason)) is not { } explanation) return pubAck;
        return (pubAck with { Properties = new() { ReasonString = explanation } }).FitTo(to.MaximumPacketSize, to.Version);
    }

    private static PubRec PubRec(Connection to, ushort packetId, ReasonCode reason)
    {
        var pubRec = new PubRec { PacketId = packetId, ReasonCode = reason };
        if (to.Explain(Explanations.OfMessage(reason)) is not { } explanation) return pubRec;
        return (pubRec with { Properties = new() { ReasonString = explanation } }).FitTo(to.MaximumPacketSize, to.Version);
    }

    private static void Acknowledge(in Turn turn, in PublishView publish, ReasonCode reason)
    {
        var session = turn.Session;
        lock (session)
        {
            var isExactlyOnce = publish.QoS is QoS.ExactlyOnce;
            if (isExactlyOnce && session.Receiving.PubRec(publish.PacketId, reason))
            {
                // If another connection has the session by now, it repeated the PUBLISH and is the one to be answered.
                if (session.Connection is { } connection) connection.Send(PubRec(connection, publish.PacketId, reason), turn.Batch); // [MQTT-2.2.1-5] [MQTT-3.3.4-1] [MQTT-4.3.3-8]
            }

            if (!isExactlyOnce && turn.IsAttached && session.Receiving.PubAck())
            {
                turn.Connection.Send(PubAck(turn.Connection, publish.PacketId, reason), turn.Batch); // [MQTT-2.2.1-5] [MQTT-3.3.4-1] [MQTT-4.3.2-4]
            }
        }
    }
}
