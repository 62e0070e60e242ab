using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Broker.Wills;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>What comes due in a session without a connection: its will, and its end.</summary>
internal sealed class SessionTimer(Schedule schedule)
{
    private SessionEnder? _ender;
    private WillPublisher? _wills;

    /// <summary>The registry makes sessions, sessions know their timer, and the timer ends sessions: the circle is closed here.</summary>
    public void Connect(SessionEnder ender, WillPublisher wills) => (_ender, _wills) = (ender, wills);

    /// <summary>Under the gate, when the connection has closed.</summary>
    public void Arm(Session session, long now)
    {
        var due = Math.Min(session.WillDueAt, session.EndsAt);
        if (due != Schedule.Never) schedule.Arm(session, due, now);
    }

    public long Run(Session session, long now, FlushBatch batch)
    {
        Will? will = null;
        long next;
        lock (session)
        {
            if (session.Connection is not null || session.IsEnded) return Schedule.Never; // [MQTT-4.1.0-1]

            if (session.Expiry.HasEnded(session.ClosedAt, now)) will = _ender!.End(session); // [MQTT-4.1.0-2]
            else if (session.WillDueAt <= now) will = session.TakeWill();
            next = session.IsEnded ? Schedule.Never : Math.Min(session.WillDueAt, session.EndsAt);
        }

        if (will is not null) _wills!.Publish(will, session, now, batch);
        return next;
    }
}
