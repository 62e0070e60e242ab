using Mqtt5Gen.Broker.Timing;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>What comes due in a session without a connection: its will, and its end.</summary>
internal sealed class SessionTimer(Schedule schedule)
{
    private SessionEnder? _ender;
    private EstateSettler? _settler;

    /// <summary>The registry makes sessions, sessions know their timer, and the timer ends sessions: the circle is closed here.</summary>
    public void Connect(SessionEnder ender, EstateSettler settler) => (_ender, _settler) = (ender, settler);

    /// <summary>Under the gate, when the connection has closed.</summary>
    public void Arm(Session session, long now)
    {
        var due = Math.Min(session.WillDueAt, session.EndsAt);
        if (due != Schedule.Never) schedule.Arm(session, due, now);
    }

    public long Run(Session session, long now, FlushBatch batch)
    {
        Estate estate = default;
        long next;
        lock (session)
        {
            if (session.Connection is not null || session.IsEnded) return Schedule.Never; // [MQTT-4.1.0-1]

            if (session.Expiry.HasEnded(session.ClosedAt, now)) estate = _ender!.End(session); // [MQTT-4.1.0-2]
            else if (session.WillDueAt <= now) estate = new(session.TakeWill(), Shared: null);
            next = session.IsEnded ? Schedule.Never : Math.Min(session.WillDueAt, session.EndsAt);
        }

        _settler!.Settle(estate, session, now, batch);
        return next;
    }
}
