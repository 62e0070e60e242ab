using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker.Wills;

/// <summary>Publishes wills, as their clients would have.</summary>
internal sealed class WillPublisher(Router router)
{
    /// <summary>Outside every gate.</summary>
    public void Publish(Will will, Session publisher, long now, FlushBatch batch) =>
        router.Route(will.ToMessage(publisher.ClientId, now), publisher, now, batch);
}
