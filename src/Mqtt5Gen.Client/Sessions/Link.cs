using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>What an accepted connection lends to the session: where its packets go, and what lives as long as the connection.</summary>
internal sealed class Link(Outbound outbound, Terms terms, ushort mostAliases)
{
    public Outbound Outbound => outbound;

    public Terms Terms => terms;

    /// <summary>The Topic Aliases that this client has set.</summary>
    public OutboundTopicAliases Aliases { get; } = new(Math.Min(terms.Server.TopicAliasMaximum, mostAliases)); // [MQTT-3.2.2-17] [MQTT-3.2.2-18]
}
