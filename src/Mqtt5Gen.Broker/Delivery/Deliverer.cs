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

    /// <summary>Sends a message that waited, and that a place was found for: its client keeps up, and the window has room unless it is of QoS 0.</summary>
    public void SendWaiting(Session to, in OutboundMessage outbound, long now, FlushBatch batch)
    {
        var packetId = (ushort)0;
        if (outbound.QoS > QoS.AtMostOnce) to.Sending.TryBegin(outbound.QoS, outbound, out packetId);
        var outgoing = new Outgoing(outbound.Message, now);
        Send(to, ref outgoing, new(outbound.QoS, outbound.Retain, outbound.Identifiers), packetId, batch);
    }

    /// <summary>Sends a message again, with the Packet Identifier that it had.</summary>
    public void Resend(Session to, in OutboundMessage outbound, ushort packetId, long now, FlushBatch batch)
    {
        var outgoing = new Outgoing(outbound.Message, now);
        to.LetGo(outbound);
        Send(to, ref outgoing, new(outbound.QoS, outbound.Retain, outbound.Identifiers), packetId, batch, dup: true); // [MQTT-3.3.1-1]
    }

    private void SendOrDrop(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (to.Connection is not { } connection || to.HasAtMostOnceWaiting)
        {
            // QoS 0 messages are not part of the session (4.1), unless the operator says so.
            if (options.QueueQoS0) Keep(to, ref outgoing, terms, batch);
            return;
        }

        if (HasRoom(connection)) Send(to, ref outgoing, terms, packetId: 0, batch);
        else counters.MessageDropped(DropCause.ClientTooSlow);
    }

    private void SendOrKeep(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (to.WaitingCount == 0 && TryBegin(to, ref outgoing, terms, out var packetId)) Send(to, ref outgoing, terms, packetId, batch); // [MQTT-4.6.0-5] [MQTT-4.6.0-6]
        else Keep(to, ref outgoing, terms, batch);
    }

    /// <summary>Takes a Packet Identifier, if the client keeps up and its window has a place.</summary>
    private bool TryBegin(Session to, ref Outgoing outgoing, in DeliveryTerms terms, out ushort packetId)
    {
        packetId = 0;
        if (to.Connection is not { } connection || !HasRoom(connection) || !to.Sending.CanBegin) return false;

        var message = outgoing.Message;
        return to.HeldBytes + message.Size <= options.QueuedBytes
            && to.Sending.TryBegin(terms.QoS, new OutboundMessage(message, terms.QoS, terms.Retain, terms.Identifiers), out packetId);
    }

    /// <summary>Appends a message to the client's output; above QoS 0 it has its Packet Identifier.</summary>
    private void Send(Session to, ref Outgoing outgoing, in DeliveryTerms terms, ushort packetId, FlushBatch batch, bool dup = false)
    {
        var connection = to.Connection!;
        if (outgoing.TryWrite(connection, terms, packetId, dup))
        {
            if (packetId != 0) to.InFlightBytes += outgoing.Message.Size;
            batch.Add(connection);
            return;
        }

        if (packetId != 0) to.Sending.Abandon(packetId, out _); // [MQTT-3.1.2-25]
        counters.MessageDropped(DropCause.TooLarge);
    }

    private void Keep(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        var connection = to.Connection;
        var outbound = new OutboundMessage(outgoing.Message, terms.QoS, terms.Retain, terms.Identifiers);
        if (queues.TryAdd(to.Waiting, outbound, to.InFlightBytes, outgoing.Now))
        {
            if (connection is not null && !HasRoom(connection)) waiters.Add(to);
            return;
        }

        if (connection is not null && options.QueueFull is QueueFullPolicy.Disconnect) batch.AddOverfull(connection, outgoing.Now);
    }
}
