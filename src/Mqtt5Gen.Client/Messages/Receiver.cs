using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>Takes over what the server publishes, hands it to its subscriptions, and acknowledges it when it is taken (3.3.4, 4.3). Every call is made under the session's gate.</summary>
internal sealed class Receiver
{
    private readonly ReceiveWindow _window = new();
    private readonly Dictionary<ushort, Delivery> _exactlyOnceHeld = []; // QoS 2, not taken yet: the server sends them again on its next connection
    private readonly TopicNames _topicNames = new();
    private readonly List<MqttSubscription> _found = [];
    private readonly SubscriptionTable _subscriptions;
    private readonly MessageBuffer _unclaimed;
    private readonly Journal _journal;
    private readonly bool _enforcesReceiveMaximum;
    private DeliveryLine _atLeastOnce;
    private DeliveryLine _exactlyOnce;
    private Outbound? _outbound;
    private ushort _receiveMaximum;

    public Receiver(SubscriptionTable subscriptions, MessageBuffer unclaimed, Journal journal, MqttClientOptions options)
    {
        (_subscriptions, _unclaimed, _journal, _enforcesReceiveMaximum) = (subscriptions, unclaimed, journal, options.EnforcesReceiveMaximum);
        (_atLeastOnce, _exactlyOnce) = NewLines();
    }

    /// <summary>What an earlier process left in the outbox.</summary>
    public bool Restore(MqttOutboxContent content)
    {
        foreach (var packetId in content.Received) _window.Restore(packetId);
        return content.Received.Count > 0;
    }

    /// <summary>Whether the server has sent more than our Receive Maximum on this connection.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>A connection is accepted: the Packet Identifiers of QoS 2 stay where the server has the Session too, and are forgotten where not.</summary>
    public void Open(Link link, ushort receiveMaximum, bool isPresent)
    {
        Close();
        if (!isPresent) Forget(); // [MQTT-3.2.2-5]
        _outbound = link.Outbound;
        _receiveMaximum = receiveMaximum;
        IsOverrun = false;
        _window.Open(_enforcesReceiveMaximum ? receiveMaximum : ushort.MaxValue);
    }

    /// <summary>The connection is gone: acknowledgements of QoS 1 that are due on it are not sent any more, those of QoS 2 wait until the server asks again.</summary>
    public void Close()
    {
        _outbound = null;
        _window.Close();
        _atLeastOnce.End();
        _exactlyOnce.End();
        (_atLeastOnce, _exactlyOnce) = NewLines();
    }

    /// <summary>False when the server exceeds our Receive Maximum, and that is enforced.</summary>
    public bool Receive(in PublishView packet, ReadOnlySpan<byte> topic)
    {
        if (packet.QoS is QoS.AtMostOnce)
        {
            Deliver(packet, topic, null);
            return true;
        }

        var reception = _window.Publish(packet.QoS, packet.PacketId);
        if (_window.Unacknowledged > _receiveMaximum) IsOverrun = true; // [MQTT-3.3.4-9]
        switch (reception)
        {
            case Reception.New when packet.QoS is QoS.AtLeastOnce:
                Deliver(packet, topic, _atLeastOnce.Add(new(packet.PacketId)));
                break;
            case Reception.New:
                var delivery = _exactlyOnce.Add(new(packet.PacketId));
                _exactlyOnceHeld[packet.PacketId] = delivery;
                Deliver(packet, topic, delivery);
                break;
            case Reception.Pending: // of an earlier connection: answered in the order of this one [MQTT-4.6.0-3]
                if (_exactlyOnceHeld.TryGetValue(packet.PacketId, out var held) && held.Line != _exactlyOnce) _exactlyOnce.Add(held);
                break;
            case Reception.Duplicate: // [MQTT-4.3.3-10]
                _exactlyOnce.Taken(_exactlyOnce.Add(new(packet.PacketId) { IsRepeat = true }));
                break;
            case Reception.PacketIdInUse:
                _outbound?.Answer(new PubAck { PacketId = packet.PacketId, ReasonCode = reception.Answer() });
                break;
            case Reception.ReceiveMaximumExceeded:
                return false;
        }

        return true;
    }

    /// <summary>PUBREL came. False when its PUBREC has not been sent.</summary>
    public bool Release(ushort packetId)
    {
        var outcome = _window.PubRel(packetId);
        if (outcome is Acknowledgement.OutOfTurn) return false;

        var answer = new PubComp { PacketId = packetId, ReasonCode = outcome is Acknowledgement.NotFound ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success };
        if (_journal.IsKept) Record(new(MqttOutboxChangeKind.Forgotten, PacketId: packetId), answer);
        else _outbound?.Answer(answer); // [MQTT-4.3.3-11]
        return true;
    }

    /// <summary>A consumer has taken a message, so that its acknowledgement is due unless others still hold it.</summary>
    public void Taken(Delivery delivery)
    {
        if (--delivery.Holders > 0) return;
        delivery.Line.Taken(delivery);
        _outbound?.Flush();
    }

    /// <summary>The subscriptions that take the message last received in place; the reader calls their handlers once it has left the gate.</summary>
    public List<MqttSubscription> InPlace { get; set; } = [];

    /// <summary>The message last received, where it is to be acknowledged.</summary>
    public Delivery? Last { get; private set; }

    private void Deliver(in PublishView packet, ReadOnlySpan<byte> topic, Delivery? delivery)
    {
        _found.Clear();
        _subscriptions.Find(packet.Properties.SubscriptionIdentifiers, topic, _found);
        MqttMessage? message = null;
        foreach (var subscription in _found)
        {
            if (subscription.Handler is null) subscription.Add(message ??= ToMessage(packet, topic, isClaimed: true), delivery);
            else TakeInPlace(subscription, delivery);
        }

        if (_found.Count == 0) _unclaimed.Add(ToMessage(packet, topic, isClaimed: false), null);
        if (delivery is { Holders: 0 }) delivery.Line.Taken(delivery); // [MQTT-4.5.0-2]
    }

    private void TakeInPlace(MqttSubscription subscription, Delivery? delivery)
    {
        InPlace.Add(subscription);
        Last = delivery;
        if (delivery is not null) delivery.Holders++;
    }

    private MqttMessage ToMessage(in PublishView packet, ReadOnlySpan<byte> topic, bool isClaimed)
    {
        var properties = packet.Properties.Without(PropertyId.TopicAlias);
        if (isClaimed) properties = properties.Without(PropertyId.SubscriptionIdentifier);
        return new MqttMessage
        {
            Topic = _topicNames.Get(topic),
            Payload = packet.Payload.ToArray(),
            QoS = packet.QoS,
            Retain = packet.Retain,
            Dup = packet.Dup,
            Properties = properties.ToProperties(),
        };
    }

    private void AcknowledgeAtLeastOnce(Delivery delivery)
    {
        if (_window.PubAck()) _outbound?.Answer(new PubAck { PacketId = delivery.PacketId }); // [MQTT-4.3.2-4]
    }

    private void AcknowledgeExactlyOnce(Delivery delivery)
    {
        if (!delivery.IsRepeat && !TakeOver(delivery)) return;
        var answer = new PubRec { PacketId = delivery.PacketId };
        if (_journal.IsKept) Record(new(MqttOutboxChangeKind.Received, PacketId: delivery.PacketId), answer);
        else _outbound?.Answer(answer); // [MQTT-4.3.3-8]
    }

    /// <summary>Answers once the outbox knows, if the connection is still the same.</summary>
    private void Record<T>(in MqttOutboxChange change, T answer)
        where T : struct, IPacket
    {
        var outbound = _outbound;
        _journal.Record(change, () =>
        {
            if (outbound is null || _outbound != outbound) return;
            outbound.Answer(answer);
            outbound.Flush();
        });
    }

    /// <summary>Whether PUBREC is due on the connection in use.</summary>
    private bool TakeOver(Delivery delivery) =>
        _exactlyOnceHeld.Remove(delivery.PacketId, out _) && _window.PubRec(delivery.PacketId, ReasonCode.Success);

    private void TakenLate(Delivery delivery)
    {
        if (delivery.IsRepeat || !_exactlyOnceHeld.ContainsKey(delivery.PacketId)) return;
        TakeOver(delivery);
        if (_journal.IsKept) _journal.Record(new(MqttOutboxChangeKind.Received, PacketId: delivery.PacketId));
    }

    private (DeliveryLine AtLeastOnce, DeliveryLine ExactlyOnce) NewLines() => (
        new(AcknowledgeAtLeastOnce, static _ => { }),
        new(AcknowledgeExactlyOnce, TakenLate));

    private void Forget()
    {
        _window.Clear();
        foreach (var held in _exactlyOnceHeld.Values) held.IsAcknowledged = true;
        _exactlyOnceHeld.Clear();
        if (_journal.IsKept) _journal.Record(new(MqttOutboxChangeKind.AllForgotten));
    }
}
