using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Delivers a message to one session: sends it, keeps it, or drops it.</summary>
internal sealed class Deliverer(BrokerOptions options, QueueKeeper queues, RoomWaiters waiters, BrokerCounters counters)
{
    /// <summary>Outside every gate.</summary>
    public void Deliver(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        lock (to) DeliverGated(to, ref outgoing, terms, batch);
    }

    /// <summary>Under the session's gate.</summary>
    public void DeliverGated(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (to.IsEnded) return;
        if (terms.QoS is QoS.AtMostOnce) SendOrDrop(to, ref outgoing, terms, batch);
        else SendOrKeep(to, ref outgoing, terms, batch);
    }

    /// <summary>Whether a client keeps up with what it is sent.</summary>
    public bool HasRoom(Connection connection) => connection.Output.UnsentBytes <= options.UnsentBytes;

    /// <summary>Under the session's gate, something being left to send: it comes to that when the client has read.</summary>
    public void WaitForRoom(Session session)
    {
        if (session.Connection is { } connection && !HasRoom(connection)) waiters.Add(session);
    }

    /// <summary>Under the session's gate: sends a message, if the client keeps up and, above QoS 0, its window has a place.</summary>
    public SendResult Send(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (to.Connection is not { } connection || !HasRoom(connection)) return SendResult.NoRoom;
        if (terms.QoS is QoS.AtMostOnce) return Write(to, ref outgoing, terms, packetId: 0, batch);
        if (!to.Sending.CanBegin) return SendResult.NoRoom;

        to.Sending.TryBegin(terms.QoS, new(outgoing.Message, terms), out var packetId);
        return Write(to, ref outgoing, terms, packetId, batch);
    }

    /// <summary>Under the session's gate: sends a message that is new to it, if nothing waits before it and it may hold that much.</summary>
    public SendResult SendNew(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        var mustWait = terms.QoS > QoS.AtMostOnce && (to.WaitingCount > 0 || to.HeldBytes + outgoing.Message.Size > options.QueuedBytes); // [MQTT-4.6.0-5] [MQTT-4.6.0-6]
        return mustWait ? SendResult.NoRoom : Send(to, ref outgoing, terms, batch);
    }

    /// <summary>Under the session's gate: sends a message again, with the Packet Identifier that it had.</summary>
    public void Resend(Session to, in OutboundMessage outbound, ushort packetId, long now, FlushBatch batch)
    {
        var outgoing = new Outgoing(outbound.Message, now); // also when it has expired since [MQTT-4.3.3-7]
        to.LetGo(outbound);
        var result = Write(to, ref outgoing, outbound.Terms, packetId, batch, dup: true); // [MQTT-3.3.1-1]
        if (result is SendResult.TooLarge) counters.MessageDropped(DropCause.TooLarge, to);
    }

    private void SendOrDrop(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (to.Connection is null || to.HasAtMostOnceWaiting)
        {
            // QoS 0 messages are not part of the session (4.1), unless the operator says so.
            if (options.QueueQoS0) Keep(to, ref outgoing, terms, batch);
            return;
        }

        var result = Send(to, ref outgoing, terms, batch);
        if (result is not SendResult.Sent) counters.MessageDropped(result is SendResult.TooLarge ? DropCause.TooLarge : DropCause.ClientTooSlow, to);
    }

    private void SendOrKeep(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        var result = SendNew(to, ref outgoing, terms, batch);
        if (result is SendResult.NoRoom) Keep(to, ref outgoing, terms, batch);
        if (result is SendResult.TooLarge) counters.MessageDropped(DropCause.TooLarge, to);
    }

    /// <summary>Appends a message to the client's output; above QoS 0 it has its Packet Identifier.</summary>
    private static SendResult Write(Session to, ref Outgoing outgoing, in DeliveryTerms terms, ushort packetId, FlushBatch batch, bool dup = false)
    {
        var connection = to.Connection!;
        if (outgoing.Write(connection, terms, packetId, dup) is var size and > 0)
        {
            batch.Traffic.PublishSent(size, outgoing.PayloadLength);
            if (packetId != 0) to.InFlightBytes += outgoing.Message.Size;
            batch.Add(connection);
            return SendResult.Sent;
        }

        if (packetId != 0) to.Sending.Abandon(packetId, out _); // [MQTT-3.1.2-25]
        return SendResult.TooLarge;
    }

    private void Keep(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (queues.TryAdd(to.Waiting, new(outgoing.Message, terms), to.InFlightBytes, outgoing.Now))
        {
            WaitForRoom(to);
            return;
        }

        counters.MessageDropped(DropCause.QueueFull, to);
        if (to.Connection is { } connection && options.QueueFull is QueueFullPolicy.Disconnect) batch.AddOverfull(connection, outgoing.Now);
    }
}
