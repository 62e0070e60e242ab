namespace Mqtt5Gen.Conformance.Running;

/// <summary>What the standard lets a broker offer or not.</summary>
[Flags]
internal enum Capability
{
    None = 0,

    /// <summary>It accepts QoS 1.</summary>
    QoS1 = 1 << 0,

    /// <summary>It accepts QoS 2.</summary>
    QoS2 = 1 << 1,

    /// <summary>It retains messages.</summary>
    Retain = 1 << 2,

    /// <summary>It takes Topic Filters with wildcards.</summary>
    Wildcards = 1 << 3,

    /// <summary>It takes Subscription Identifiers.</summary>
    SubscriptionIdentifiers = 1 << 4,

    /// <summary>It takes Shared Subscriptions.</summary>
    SharedSubscriptions = 1 << 5,

    /// <summary>It takes Topic Aliases from clients.</summary>
    TopicAliases = 1 << 6,

    /// <summary>It names clients that have no Client Identifier.</summary>
    AssignedClientIds = 1 << 7,

    /// <summary>Sessions outlive their connection.</summary>
    LastingSessions = 1 << 8,

    /// <summary>It delays wills.</summary>
    WillDelay = 1 << 9,

    /// <summary>It serves clients of MQTT 3.1.1.</summary>
    V311 = 1 << 10,

    /// <summary>It serves clients of MQTT 3.1.</summary>
    V31 = 1 << 11,

    /// <summary>It authenticates with a method that the suite knows.</summary>
    EnhancedAuthentication = 1 << 12,

    /// <summary>It listens for WebSockets.</summary>
    WebSocket = 1 << 13,

    /// <summary>It checks payloads against their Payload Format Indicator.</summary>
    PayloadFormatChecks = 1 << 14,
}
