using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Messages that wait to be sent, in order. Those of QoS 0 stand in a line of their own: they need no window, and are what is dropped first.</summary>
internal sealed class WaitingQueue
{
    private readonly Queue<Entry> _acknowledged = new();
    private Queue<Entry>? _atMostOnce;
    private long _lastPlace;
    private long _soonestExpiry = Schedule.Never;

    public int Count => _acknowledged.Count + AtMostOnceCount;

    /// <summary>The bytes of the messages.</summary>
    public long Bytes { get; private set; }

    public bool HasAtMostOnce => AtMostOnceCount > 0;

    private int AtMostOnceCount => _atMostOnce?.Count ?? 0;

    public void Add(in OutboundMessage outbound)
    {
        var line = outbound.Terms.QoS is QoS.AtMostOnce ? _atMostOnce ??= new() : _acknowledged;
        line.Enqueue(new(outbound, ++_lastPlace));
        Bytes += outbound.Message.Size;
        _soonestExpiry = Math.Min(_soonestExpiry, outbound.Message.ExpiresAt);
    }

    /// <summary>Takes the next message: the oldest, or the oldest of QoS 0 where the window has no place for others.</summary>
    public bool TryTake(bool hasWindow, out OutboundMessage outbound)
    {
        var line = hasWindow ? Older(_acknowledged, _atMostOnce) : _atMostOnce;
        return TryTake(line, out outbound);
    }

    /// <summary>Takes the oldest message of QoS 0.</summary>
    public bool TryTakeAtMostOnce(out OutboundMessage outbound) => TryTake(_atMostOnce, out outbound);

    /// <summary>Takes the oldest message of QoS 1 or QoS 2.</summary>
    public bool TryTakeAcknowledged(out OutboundMessage outbound) => TryTake(_acknowledged, out outbound);

    /// <summary>Takes away what has expired; returns how many. It looks at nothing while nothing can have.</summary>
    public int RemoveExpired(long now)
    {
        if (now < _soonestExpiry) return 0;

        var before = Count;
        _soonestExpiry = Schedule.Never;
        RemoveExpired(_acknowledged, now);
        if (_atMostOnce is not null) RemoveExpired(_atMostOnce, now);
        return before - Count;
    }

    /// <summary>Takes all messages that fit.</summary>
    public void TakeAll(Predicate<OutboundMessage> fits, ref List<OutboundMessage>? into)
    {
        TakeAll(_acknowledged, fits, ref into);
        if (_atMostOnce is not null) TakeAll(_atMostOnce, fits, ref into);
    }

    private void TakeAll(Queue<Entry> line, Predicate<OutboundMessage> fits, ref List<OutboundMessage>? into)
    {
        for (var left = line.Count; left > 0; left--)
        {
            var entry = line.Dequeue();
            if (!fits(entry.Outbound))
            {
                line.Enqueue(entry);
                continue;
            }

            Bytes -= entry.Outbound.Message.Size;
            (into ??= []).Add(entry.Outbound);
        }
    }

    private static Queue<Entry>? Older(Queue<Entry> acknowledged, Queue<Entry>? atMostOnce)
    {
        if (atMostOnce is null || !atMostOnce.TryPeek(out var first)) return acknowledged;
        return acknowledged.TryPeek(out var other) && other.Place < first.Place ? acknowledged : atMostOnce;
    }

    private bool TryTake(Queue<Entry>? line, out OutboundMessage outbound)
    {
        outbound = default;
        if (line is null || !line.TryDequeue(out var entry)) return false;

        outbound = entry.Outbound;
        Bytes -= outbound.Message.Size;
        return true;
    }

    private void RemoveExpired(Queue<Entry> line, long now)
    {
        for (var left = line.Count; left > 0; left--)
        {
            var entry = line.Dequeue();
            var message = entry.Outbound.Message;
            if (message.HasExpired(now))
            {
                Bytes -= message.Size;
                continue;
            }

            line.Enqueue(entry);
            _soonestExpiry = Math.Min(_soonestExpiry, message.ExpiresAt);
        }
    }

    private readonly record struct Entry(OutboundMessage Outbound, long Place);
}
