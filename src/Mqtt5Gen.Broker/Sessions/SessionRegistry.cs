using System.Collections.Concurrent;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>All sessions by Client Identifier. [MQTT-3.1.3-2]</summary>
internal sealed class SessionRegistry(SessionTimer timer)
{
    private readonly ConcurrentDictionary<Utf8String, Session> _sessions = new();

    public int Count => _sessions.Count;

    /// <summary>Every session, those that come and go meanwhile or not.</summary>
    public IEnumerable<Session> All => _sessions.Select(pair => pair.Value);

    /// <summary>The session of the client, or a new one: the caller looks at <see cref="Session.IsEnded"/> under its gate, and comes back if so.</summary>
    public Session GetOrAdd(Utf8String clientId)
    {
        while (true)
        {
            if (_sessions.TryGetValue(clientId, out var session)) return session;

            session = new Session(clientId, timer);
            if (_sessions.TryAdd(clientId, session)) return session;
        }
    }

    /// <summary>Under the session's gate: its Client Identifier is free.</summary>
    public void Remove(Session session) => _sessions.TryRemove(new(session.ClientId, session));
}
