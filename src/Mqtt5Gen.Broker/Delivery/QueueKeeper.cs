using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Keeps queues within their limits.</summary>
internal sealed class QueueKeeper(BrokerOptions options, BrokerCounters counters)
{
    /// <summary>Adds a message, if there is room for it or room can be made; false if not.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="outbound">The message.</param>
    /// <param name="besides">Bytes that count as well and cannot be dropped, those in flight.</param>
    /// <param name="now">Milliseconds of the monotonic clock.</param>
    public bool TryAdd(WaitingQueue queue, in OutboundMessage outbound, long besides, long now)
    {
        if (!TryMakeRoom(queue, outbound, besides, now)) return false;
        queue.Add(outbound);
        return true;
    }

    private bool TryMakeRoom(WaitingQueue queue, in OutboundMessage outbound, long besides, long now)
    {
        var bytes = besides + outbound.Message.Size;
        if (HasRoom(queue, bytes)) return true;
        if (bytes > options.QueuedBytes || options.QueuedMessages == 0) return false;

        for (var expired = queue.RemoveExpired(now); expired > 0; expired--) counters.MessageDropped(DropCause.Expired); // [MQTT-3.3.2-5]
        var dropsOldest = options.QueueFull is QueueFullPolicy.DropOldest;
        var isAtMostOnce = outbound.Terms.QoS is QoS.AtMostOnce;
        while (!HasRoom(queue, bytes))
        {
            var isDropped = ((dropsOldest || !isAtMostOnce) && queue.TryTakeAtMostOnce(out _))
                || (dropsOldest && !isAtMostOnce && queue.TryTakeAcknowledged(out _));
            if (!isDropped) return false;

            counters.MessageDropped(DropCause.QueueFull);
        }

        return true;
    }

    private bool HasRoom(WaitingQueue queue, long bytes) => queue.Count < options.QueuedMessages && queue.Bytes + bytes <= options.QueuedBytes;
}
