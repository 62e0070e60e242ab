using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Sharing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Sends what a session has waiting, as far as its client's window and its output allow: resends, then messages of its own and of its groups, then retained ones.</summary>
internal sealed class Pump(Deliverer deliverer, SharedDeliverer sharing, RetainedTree<Message> retained, RoomWaiters waiters, BrokerCounters counters)
{
    /// <summary>Under the session's gate.</summary>
    public void Run(Session session, long now, FlushBatch batch)
    {
        if (session.Connection is not { } connection) return;

        Resend(session, connection, now, batch);
        SendWaiting(session, connection, now, batch);
        sharing.SendWaiting(session, connection, now, batch);
        Replay(session, connection, now, batch);
        if (!deliverer.HasRoom(connection) && HasMore(session)) waiters.Add(session);
    }

    private static bool HasMore(Session session) => session.Sending.HasResends || session.WaitingCount > 0 || session.ReplayCount > 0 || session.Shares is { Busy.Count: > 0 };

    private void Resend(Session session, Connection connection, long now, FlushBatch batch)
    {
        while (session.Sending.HasResends && deliverer.HasRoom(connection) && session.Sending.TryResend(out var packet)) // [MQTT-4.4.0-1]
        {
            if (packet.IsReleased)
            {
                connection.Send(new PubRel { PacketId = packet.PacketId }, batch);
                continue;
            }

            deliverer.Resend(session, packet.Message, packet.PacketId, now, batch);
        }
    }

    private void SendWaiting(Session session, Connection connection, long now, FlushBatch batch)
    {
        while (session.WaitingCount > 0 && deliverer.HasRoom(connection) && session.Waiting.TryTake(session.Sending.CanBegin, out var outbound))
        {
            if (outbound.Message.HasExpired(now))
            {
                counters.MessageDropped(DropCause.Expired, session); // [MQTT-3.3.2-5]
                continue;
            }

            var outgoing = new Outgoing(outbound.Message, now);
            if (deliverer.Send(session, ref outgoing, outbound.Terms, batch) is SendResult.TooLarge) counters.MessageDropped(DropCause.TooLarge, session);
        }
    }

    private void Replay(Session session, Connection connection, long now, FlushBatch batch)
    {
        while (session.ReplayCount > 0 && session.WaitingCount == 0 && deliverer.HasRoom(connection))
        {
            var replay = session.Replays.Peek();
            if (replay.TryNext(out var message)) ReplayOne(session, message, replay.Terms, now, batch);
            else session.Replays.Dequeue();
        }
    }

    private void ReplayOne(Session session, Message found, in SubscriptionTerms terms, long now, FlushBatch batch)
    {
        // One that came meanwhile went to the subscription already, or found no room: the older must not follow it.
        if (!retained.TryGet(found.ViewAt(now).TopicName, out var message)) return;
        if (terms.NoLocal && message.Publisher == session.ClientId) return; // [MQTT-3.8.3-3]

        var outgoing = new Outgoing(message, now);
        if (message.HasExpired(now))
        {
            retained.Remove(outgoing.TopicName, message); // [MQTT-3.3.2-5]
            return;
        }

        var qos = message.QoS < terms.MaximumQoS ? message.QoS : terms.MaximumQoS; // [MQTT-3.8.4-8]
        deliverer.DeliverGated(session, ref outgoing, new(qos, Retain: true, terms.Identifiers), batch);
    }
}
