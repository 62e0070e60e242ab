using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Message Expiry Interval (3.3.2.3.3) of what waits in the client.</summary>
/// <remarks>
/// The standard has the server delete what waited too long [MQTT-3.3.2-5], and take off the interval what it waited [MQTT-3.3.2-6]. The client does so with what it has not sent yet; also
/// over 3.1.1, where nobody else knows of the interval. What was sent with a Packet Identifier expires no more [MQTT-4.3.3-7]: the server may have it, so as long as that keeps the Session
/// it is resent [MQTT-4.4.0-1], with what is left of its interval and 1 second at the least; whether it has expired is the server's to say. A server that has lost the Session has lost the
/// flow with it: what would be published anew expires like all that waits.
/// </remarks>
internal sealed partial class Publisher
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1); // not at once: some clocks call back from within, and we are in the middle of something
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private ITimer? _expiryTimer;
    private long _nextLook = PendingPublish.NeverExpires;

    private TimeProvider Time => options.TimeProvider;

    /// <summary>When a message expires that is published now. An interval of 0 leaves it the time to be sent at once.</summary>
    private long ExpiryOf(in Outgoing message) => message.Properties?.MessageExpiryInterval is { } interval ? Time.GetTimestamp() + Math.Max(1L, interval) * Time.TimestampFrequency : PendingPublish.NeverExpires;

    /// <summary>When a message of an earlier process expires; from now on, where the outbox does not say.</summary>
    private long ExpiryOf(MqttOutboxEntry entry)
    {
        if (entry.Message?.Properties?.MessageExpiryInterval is not { } interval) return PendingPublish.NeverExpires;
        var left = entry.ExpiresAt is { } end ? Math.Min((end - Time.GetUtcNow()).TotalSeconds, interval) : interval; // the clock may have been set back
        return Time.GetTimestamp() + (long)(left * Time.TimestampFrequency);
    }

    /// <summary>The same on the wall's clock, for the next process.</summary>
    private DateTimeOffset? OnTheWall(long expiresAt) => expiresAt == PendingPublish.NeverExpires ? null : Time.GetUtcNow() + Time.GetElapsedTime(Time.GetTimestamp(), expiresAt);

    private bool HasExpired(PendingPublish pending) => pending.ExpiresAt != PendingPublish.NeverExpires && Time.GetTimestamp() >= pending.ExpiresAt;

    /// <summary>The message as it is to be sent now, with what is left of its interval.</summary>
    private Outgoing Current(PendingPublish pending)
    {
        var message = pending.Message;
        if (message.Properties?.MessageExpiryInterval is not { } interval) return message;
        var left = (uint)Math.Min(interval, Math.Max(1, Math.Ceiling(Time.GetElapsedTime(Time.GetTimestamp(), pending.ExpiresAt).TotalSeconds)));
        return left == interval ? message : message with { Properties = message.Properties with { MessageExpiryInterval = left } };
    }

    /// <summary>The message waits: it is looked at when it expires.</summary>
    private void Watch(PendingPublish pending) => LookAt(pending.ExpiresAt, Soon);

    private void LookAt(long expiresAt, TimeSpan earliest)
    {
        if (expiresAt >= _nextLook) return;
        _nextLook = expiresAt;
        var due = TimeSpan.FromMilliseconds(Math.Ceiling(Time.GetElapsedTime(Time.GetTimestamp(), expiresAt).TotalMilliseconds));
        due = due < earliest ? earliest : due > LongestTimer ? LongestTimer : due;
        if (_expiryTimer is null) _expiryTimer = Time.CreateTimer(static publisher => ((Publisher)publisher!).Look(), this, due, Timeout.InfiniteTimeSpan);
        else _expiryTimer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        lock (gate)
        {
            if (_ended is not null) return;
            var now = Time.GetTimestamp();
            _nextLook = PendingPublish.NeverExpires;
            var next = ((LinkedList<PendingPublish>[])[_early, _outside, _atMostOnce, _acknowledged]).Min(queue => ExpireIn(queue, now));
            LookAt(next, BetweenLooks); // a look goes through all that waits
            FillUp();
        }
    }

    /// <summary>Returns when the next of the queue expires.</summary>
    private long ExpireIn(LinkedList<PendingPublish> queue, long now)
    {
        var next = PendingPublish.NeverExpires;
        for (var node = queue.First; node is not null;)
        {
            var (pending, following) = (node.Value, node.Next);
            if (pending.ExpiresAt > now)
            {
                next = Math.Min(next, pending.ExpiresAt);
            }
            else
            {
                queue.Remove(node);
                Expire(pending);
            }

            node = following;
        }

        return next;
    }

    /// <summary>No Reason Code says that a message has expired. 0x83 is how a valid PUBLISH is refused for a reason of the refuser's own, and nothing else of the client has it.</summary>
    private void Expire(PendingPublish pending)
    {
        Remove(pending);
        pending.Fail(new MqttException($"The message to '{pending.Message.Topic}' has expired before it could be sent: its Message Expiry Interval is {pending.Message.Properties?.MessageExpiryInterval} s (3.3.2.3.3).", ReasonCode.ImplementationSpecificError));
    }
}
