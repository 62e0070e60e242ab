namespace Mqtt5Gen.Client;

/// <summary>The QoS 1, or the QoS 2, messages of a connection that are not acknowledged, in the order they came. Every call is made under the session's gate.</summary>
/// <remarks>
/// Acknowledgements keep that order [MQTT-4.6.0-2] [MQTT-4.6.0-3], so one message that nobody takes would hold back those of all after it. When
/// one behind it has been taken, the message is therefore acknowledged from the buffer that holds it, as long as that buffer is within its bound.
/// </remarks>
/// <param name="acknowledge">Acknowledges the next in order.</param>
/// <param name="takenLate">A message was taken after its connection had ended.</param>
internal sealed class DeliveryLine(Action<Delivery> acknowledge, Action<Delivery> takenLate)
{
    private readonly Queue<Delivery> _waiting = new();
    private int _taken;
    private bool _isEnded;

    /// <summary>Puts a message last; one of an earlier line leaves that.</summary>
    public Delivery Add(Delivery delivery)
    {
        delivery.Line = this;
        _waiting.Enqueue(delivery);
        return delivery;
    }

    /// <summary>All who held the message have taken it, or nobody did.</summary>
    public void Taken(Delivery delivery)
    {
        if (_isEnded)
        {
            if (delivery.IsAcknowledged) return;
            delivery.IsAcknowledged = true;
            takenLate(delivery);
            return;
        }

        if (!delivery.IsAcknowledged)
        {
            delivery.IsTaken = true;
            _taken++;
        }

        Advance(); // also for one that was acknowledged before: its buffer has room again
    }

    /// <summary>The connection is gone.</summary>
    public void End()
    {
        _isEnded = true;
        while (_waiting.TryDequeue(out var delivery))
        {
            if (!delivery.IsTaken) continue;
            delivery.IsAcknowledged = true;
            takenLate(delivery);
        }
    }

    private void Advance()
    {
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
