namespace Mqtt5Gen.Broker.Routing;

/// <summary>A subscriber and what it asked for with one filter.</summary>
internal readonly record struct SubscriberEntry<TSubscriber, TSubscription>(TSubscriber Subscriber, TSubscription Subscription)
    where TSubscriber : class;
