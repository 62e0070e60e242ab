namespace Mqtt5Gen.Broker;

/// <summary>What a <see cref="TopicRule"/> is about.</summary>
[Flags]
public enum TopicRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To publish, and to have a will.</summary>
    Publish = 1,

    /// <summary>To subscribe.</summary>
    Subscribe = 2,

    /// <summary>Both.</summary>
    Both = Publish | Subscribe,
}
