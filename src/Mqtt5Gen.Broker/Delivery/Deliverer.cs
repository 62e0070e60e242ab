using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Delivers a message to one session: sends it, keeps it, or drops it.</summary>
internal sealed class Deliverer(BrokerOptions options, RoomWaiters waiters, BrokerCounters counters)
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

    private void SendOrDrop(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        if (to.Connection is not { } connection) return; // QoS 0 messages are not part of the session (4.1)

        if (HasRoom(connection) && outgoing.TryWrite(connection, terms, packetId: 0)) batch.Add(connection);
        else counters.MessageDropped();
    }

    private void SendOrKeep(Session to, ref Outgoing outgoing, in DeliveryTerms terms, FlushBatch batch)
    {
        var message = outgoing.Message;
        if (to.HeldBytes + message.Size > options.HeldBytes)
        {
            counters.MessageDropped();
            return;
        }

        var outbound = new OutboundMessage(message, terms.QoS, terms.Retain, terms.Identifiers);
        if (to.WaitingCount > 0 || !TryBegin(to, outbound, out var packetId)) // [MQTT-4.6.0-6]
        {
            Keep(to, outbound);
            return;
        }

        SendBegun(to, ref outgoing, terms, packetId, batch);
    }

    /// <summary>Takes a Packet Identifier, if the client keeps up and its window has a place.</summary>
    public bool TryBegin(Session to, in OutboundMessage outbound, out ushort packetId)
    {
        packetId = 0;
        return to.Connection is { } connection && HasRoom(connection) && to.Sending.TryBegin(outbound.QoS, outbound, out packetId);
    }

    /// <summary>Sends a message that has its Packet Identifier.</summary>
    public void SendBegun(Session to, ref Outgoing outgoing, in DeliveryTerms terms, ushort packetId, FlushBatch batch, bool dup = false)
    {
        var connection = to.Connection!;
        if (outgoing.TryWrite(connection, terms, packetId, dup))
        {
            if (!dup) to.HeldBytes += outgoing.Message.Size;
            batch.Add(connection);
            return;
        }

        to.Sending.Abandon(packetId, out _); // [MQTT-3.1.2-25]
        if (dup) to.HeldBytes -= outgoing.Message.Size;
        counters.MessageDropped();
    }

    private void Keep(Session to, in OutboundMessage outbound)
    {
        if (to.WaitingCount >= options.QueuedMessages)
        {
            counters.MessageDropped();
            return;
        }

        to.Waiting.Enqueue(outbound);
        to.HeldBytes += outbound.Message.Size;
        if (to.Connection is { } connection && !HasRoom(connection)) waiters.Add(to);
    }
}
