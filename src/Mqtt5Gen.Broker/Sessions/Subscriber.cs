namespace Mqtt5Gen.Broker.Sessions;

/// <summary>Whom a message that matches is brought to: a session, or the group of a Shared Subscription.</summary>
internal abstract class Subscriber;
