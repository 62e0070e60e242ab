using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>Brings a message to one member of a group, and members with room to the messages that wait.</summary>
internal sealed class SharedDeliverer(BrokerOptions options, Deliverer deliverer, QueueKeeper queues, BrokerCounters counters)
{
    private const int MaximumRefusals = 16;

    /// <summary>Outside every gate. A member that has no room is passed over; one that the message is too large for, or that does not read, too (3.1.2.11.4).</summary>
    public void Deliver(SharedGroup group, ref Outgoing outgoing, Utf8String publisher, FlushBatch batch)
    {
        var refusals = 0;
        var isTooLarge = false;
        SharedMember? refused = null;
        while (refusals < MaximumRefusals)
        {
            if (group.Choose(ref outgoing, publisher, refused, mayWait: !isTooLarge) is not { } member) break;

            var offer = Offer(member, ref outgoing, batch);
            if (offer is OfferResult.Taken) return;
            if (offer is not OfferResult.Passed) refusals++;
            isTooLarge |= offer is OfferResult.TooLarge;
            refused = member;
        }

        if (isTooLarge) counters.MessageDropped(DropCause.TooLarge); // [MQTT-3.1.2-25]
        else if (refusals == MaximumRefusals) KeepOrDrop(group, ref outgoing);
    }

    /// <summary>Under the session's gate, when the client may have room: its turn in each group where it had none.</summary>
    public void SendWaiting(Session session, Connection connection, long now, FlushBatch batch)
    {
        if (session.Shares is not { } shares) return;

        while (shares.Busy.Count > 0 && HasRoom(session, connection))
        {
            var member = shares.Busy.Dequeue();
            if (!member.Group.TryTake(member, now, out var outbound)) continue;

            shares.Busy.Enqueue(member);
            var outgoing = new Outgoing(outbound.Message, now);
            if (deliverer.Send(session, ref outgoing, Terms(member, outgoing), batch) is SendResult.TooLarge) counters.MessageDropped(DropCause.TooLarge, session);
        }
    }

    private void KeepOrDrop(SharedGroup group, ref Outgoing outgoing)
    {
        if (outgoing.QoS is QoS.AtMostOnce) counters.MessageDropped(DropCause.ClientTooSlow);
        else group.KeepRefused(ref outgoing);
    }

    private bool HasRoom(Session session, Connection connection) =>
        session.WaitingCount == 0 && session.Sending.CanBegin && session.HeldBytes < options.QueuedBytes && deliverer.HasRoom(connection);

    private OfferResult Offer(SharedMember member, ref Outgoing outgoing, FlushBatch batch)
    {
        var session = member.Session;
        lock (session)
        {
            if (session.Connection is null || member.State is MemberState.Left) return OfferResult.Passed;

            var terms = Terms(member, outgoing);
            var sending = deliverer.SendNew(session, ref outgoing, terms, batch);
            if (sending is SendResult.Sent) return OfferResult.Taken;
            if (sending is SendResult.TooLarge) return OfferResult.TooLarge;

            session.Shares!.LookLater(member);
            deliverer.WaitForRoom(session);
            if (terms.QoS is QoS.AtMostOnce) return OfferResult.Refused;
            if (options.SharedSubscriptions is not SharedSubscriptionStrategy.Sticky) return OfferResult.Passed;

            var isKept = queues.TryAdd(session.Waiting, new(outgoing.Message, terms), session.InFlightBytes, outgoing.Now);
            return isKept ? OfferResult.Taken : OfferResult.Refused;
        }
    }

    private static DeliveryTerms Terms(SharedMember member, in Outgoing outgoing)
    {
        var terms = member.Terms;
        var qos = outgoing.QoS < terms.MaximumQoS ? outgoing.QoS : terms.MaximumQoS; // [MQTT-4.8.2-3]
        return new(qos, outgoing.Retain && terms.RetainAsPublished, terms.Identifiers, member.Group); // [MQTT-3.3.4-5]
    }
}
