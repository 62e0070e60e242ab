using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>What becomes of a message on its way out.</summary>
internal static class PublishViewExtensions
{
    /// <summary>The same with a Topic Alias, beside its Topic Name or in place of it.</summary>
    public static PublishView WithAlias(this scoped in PublishView publish, ushort alias, bool carriesTopicName) => publish with
    {
        TopicName = carriesTopicName ? publish.TopicName : default,
        Properties = publish.Properties with { TopicAlias = alias },
    };
}
