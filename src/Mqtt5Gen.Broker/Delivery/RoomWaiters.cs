using System.Collections.Concurrent;
using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Sessions with something to send and no room in their client's output.</summary>
internal sealed class RoomWaiters
{
    private readonly ConcurrentQueue<Session> _sessions = new();

    /// <summary>Under the session's gate.</summary>
    public void Add(Session session)
    {
        if (session.WaitsForRoom) return;
        session.WaitsForRoom = true;
        _sessions.Enqueue(session);
    }

    /// <summary>Lets each go on as far as there is room by now.</summary>
    public void Run(Pump pump, long now, FlushBatch batch)
    {
        for (var left = _sessions.Count; left > 0 && _sessions.TryDequeue(out var session); left--)
        {
            lock (session)
            {
                session.WaitsForRoom = false;
                pump.Run(session, now, batch);
            }
        }
    }
}
