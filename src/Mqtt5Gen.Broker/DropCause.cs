namespace Mqtt5Gen.Broker;

/// <summary>Why a message did not reach a client that was to receive it.</summary>
public enum DropCause
{
    /// <summary>As many messages or bytes wait for the client as may.</summary>
    QueueFull,

    /// <summary>A QoS 0 message for a client that does not read as fast as it is sent to.</summary>
    ClientTooSlow,

    /// <summary>Its Message Expiry Interval has passed.</summary>
    Expired,

    /// <summary>It exceeds the client's Maximum Packet Size.</summary>
    TooLarge,

    /// <summary>The broker does not take it from its publisher.</summary>
    Refused,

    /// <summary>It was to be retained, and as many messages are retained as may. At QoS 0, and in 3.1.1, it is delivered all the same.</summary>
    NotRetained,
}
