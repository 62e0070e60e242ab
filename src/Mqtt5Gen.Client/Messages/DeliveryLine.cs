using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The QoS 1, or the QoS 2, messages of a connection that are not acknowledged, in the order they came. Every call is made under the session's gate.</summary>
/// <remarks>
/// Acknowledgements keep that order [MQTT-4.6.0-2] [MQTT-4.6.0-3], so one message that nobody takes would hold back those of all after it. When
/// one behind it has been taken, the message is therefore acknowledged from the buffer that holds it, as long as that buffer is within its bound.
/// </remarks>
internal sealed class DeliveryLine(QoS qos, Action<Delivery> acknowledge)
{
    private readonly Queue<Delivery> _waiting = new();
    private int _taken;

    public QoS QoS => qos;

    public Delivery Add(ushort packetId)
    {
        var delivery = new Delivery(this, packetId);
        _waiting.Enqueue(delivery);
        return delivery;
    }

    /// <summary>All who held the message have taken it, or nobody did.</summary>
    public void Taken(Delivery delivery)
    {
        if (!delivery.IsAcknowledged)
        {
            delivery.IsTaken = true;
            _taken++;
        }

        while (_taken > 0 && _waiting.TryPeek(out var oldest))
        {
            if (!oldest.IsTaken && !oldest.IsWithinBounds) return;
            _waiting.Dequeue(); // [MQTT-4.6.0-2] [MQTT-4.6.0-3]
            if (oldest.IsTaken) _taken--;
            oldest.IsAcknowledged = true;
            acknowledge(oldest);
        }
    }
}
