namespace Mqtt5Gen.Client;

/// <summary>What happens to a publish when the queue is full.</summary>
public enum MqttQueueFull : byte
{
    /// <summary>The caller waits for room, in the order of calling.</summary>
    Wait,

    /// <summary>The publish fails with 0x97 (Quota exceeded).</summary>
    Fail,

    /// <summary>The oldest QoS 0 message of the queue fails with 0x97 and makes room; where there is none, the publish itself fails.</summary>
    DropOldestQoS0,
}
