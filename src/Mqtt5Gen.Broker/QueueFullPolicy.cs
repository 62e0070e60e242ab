namespace Mqtt5Gen.Broker;

/// <summary>What happens to a QoS 1 or QoS 2 message for a client with a full queue. QoS 0 messages that wait are dropped before it comes to that.</summary>
public enum QueueFullPolicy
{
    /// <summary>The new message is dropped.</summary>
    DropNewest,

    /// <summary>The messages that wait the longest are dropped in its favour; not those that are in flight.</summary>
    DropOldest,

    /// <summary>The new message is dropped, and a client that is connected is disconnected with 0x97 (Quota exceeded).</summary>
    Disconnect,
}
