using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker;

/// <summary>Says what clients may do (5.4.2). Without one everybody may do everything.</summary>
/// <remarks>
/// <para>
/// It is called for each PUBLISH and each filter of SUBSCRIBE, by many threads, under locks of the broker: it answers from memory, at once, and does
/// not call the broker. What it throws counts as no, and <see cref="BrokerObserver.AccessFailed"/> is told.
/// </para>
/// <para>
/// What is subscribed to is not asked about again for each message: a filter is to be allowed only if all topics that it matches are. A session that
/// goes on with another connection, and one whose client has authenticated again, loses the subscriptions and the will that it may not have any more. What waits for it already is delivered.
/// </para>
/// </remarks>
public interface IAuthorizer
{
    /// <summary>Whether a client may publish: at PUBLISH, and at CONNECT for its will.</summary>
    /// <param name="principal">The client.</param>
    /// <param name="topic">The Topic Name in UTF-8; where the client sent a Topic Alias, the topic that it stands for.</param>
    /// <param name="qos">The QoS.</param>
    /// <param name="retain">Whether the message is to be retained.</param>
    bool MayPublish(Principal principal, ReadOnlySpan<byte> topic, QoS qos, bool retain);

    /// <summary>Whether a client may have a subscription.</summary>
    /// <param name="principal">The client.</param>
    /// <param name="filter">The Topic Filter in UTF-8, which may hold wildcards; of a Shared Subscription (4.8.2) what follows the ShareName.</param>
    /// <param name="qos">The QoS that is asked for.</param>
    bool MaySubscribe(Principal principal, ReadOnlySpan<byte> filter, QoS qos);
}
