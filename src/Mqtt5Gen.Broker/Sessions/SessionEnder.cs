using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Wills;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>Ends sessions: nothing of them is left. [MQTT-4.1.0-2]</summary>
internal sealed class SessionEnder(SessionRegistry registry, SubscriptionTree<Session, SubscriptionTerms> subscriptions)
{
    /// <summary>Under the gate, the session having no connection. Returns the will that is due with it, to be published outside the gate.</summary>
    public Will? End(Session session)
    {
        session.IsEnded = true;
        registry.Remove(session);
        Unsubscribe(session);
        session.Clear();
        return session.TakeWill(); // [MQTT-3.1.2-8]
    }

    private void Unsubscribe(Session session)
    {
        if (session.Subscriptions is not { } own) return;
        foreach (var filter in own.Keys) subscriptions.Remove(filter.Span, session, out _);
        session.Subscriptions = null;
    }
}
