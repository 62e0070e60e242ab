using Mqtt5Gen.Broker.Sharing;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>Ends sessions: nothing of them is left. [MQTT-4.1.0-2]</summary>
internal sealed class SessionEnder(SessionRegistry registry, SubscriptionRegistry subscriptions)
{
    /// <summary>Under the gate, the session having no connection. Returns what is due with it, to be settled outside the gate.</summary>
    public Estate End(Session session)
    {
        session.IsEnded = true;
        registry.Remove(session);
        var shared = Handover.TakeFrom(session, isEnding: true);
        subscriptions.RemoveAll(session);
        session.Clear();
        return new(session.TakeWill(), shared); // [MQTT-3.1.2-8]
    }
}
