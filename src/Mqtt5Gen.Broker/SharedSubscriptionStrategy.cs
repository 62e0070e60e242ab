namespace Mqtt5Gen.Broker;

/// <summary>Which member of a Shared Subscription is sent a message, of those that are connected and keep up (4.8.2).</summary>
public enum SharedSubscriptionStrategy
{
    /// <summary>Each in its turn.</summary>
    RoundRobin,

    /// <summary>The same for all that one client publishes, while it is connected: so a client's messages stay in order. They wait for it when it is slow.</summary>
    Sticky,

    /// <summary>The one with the fewest messages that it has not acknowledged, of up to 32 that were not served for the longest time.</summary>
    LeastInflight,
}
