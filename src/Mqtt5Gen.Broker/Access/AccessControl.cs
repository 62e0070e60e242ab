using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>Asks the authorizer, if there is one.</summary>
internal sealed class AccessControl(BrokerAccess access, BrokerObserver observer)
{
    public bool IsOn => access.Authorizer is not null;

    /// <summary>Whether it matters who a client is.</summary>
    public bool KnowsClients => IsOn || access.Authenticator is not null || access.Methods.Count > 0;

    public bool MayPublish(Principal? principal, ReadOnlySpan<byte> topic, QoS qos, bool retain)
    {
        if (access.Authorizer is not { } authorizer) return true;
        try
        {
            return authorizer.MayPublish(principal!, topic, qos, retain);
        }
        catch (Exception e)
        {
            observer.AccessFailed(e);
            return false;
        }
    }

    /// <summary>Of a Shared Subscription it is the filter inside that is asked about: the messages come from there.</summary>
    public bool MaySubscribe(Principal? principal, ReadOnlySpan<byte> filter, QoS qos)
    {
        if (access.Authorizer is not { } authorizer) return true;
        if (TopicFilter.TrySplitShared(filter, out _, out var innerFilter)) filter = innerFilter;
        try
        {
            return authorizer.MaySubscribe(principal!, filter, qos);
        }
        catch (Exception e)
        {
            observer.AccessFailed(e);
            return false;
        }
    }
}
