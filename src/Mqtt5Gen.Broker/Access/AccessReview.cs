using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>Takes from a session what its client may not have any more, now that it may be another or may do less: subscriptions, and its will.</summary>
internal sealed class AccessReview(AccessControl access, SubscriptionRegistry subscriptions)
{
    /// <summary>Under the session's gate.</summary>
    public void Run(Session session, Principal? principal)
    {
        if (!access.IsOn) return;

        var denied = new List<Utf8String>();
        foreach (var (filter, terms) in session.Subscriptions ?? []) AddIfDenied(filter, terms);
        foreach (var (filter, member) in session.Shares?.Members ?? []) AddIfDenied(filter, member.Terms);
        foreach (var filter in denied) subscriptions.Remove(session, filter);
        if (session.Will is { Publish: var will } && !access.MayPublish(principal, will.TopicName, will.QoS, will.Retain)) session.TakeWill();

        void AddIfDenied(Utf8String filter, in SubscriptionTerms terms)
        {
            if (!access.MaySubscribe(principal, filter, terms.MaximumQoS)) denied.Add(filter);
        }
    }
}
