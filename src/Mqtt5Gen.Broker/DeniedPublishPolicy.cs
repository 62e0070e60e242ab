namespace Mqtt5Gen.Broker;

/// <summary>What becomes of a client that publishes what it may not publish.</summary>
public enum DeniedPublishPolicy
{
    /// <summary>The message is refused, and the connection goes on.</summary>
    Refuse,

    /// <summary>The client is disconnected; one of 5.0 with 0x87 (Not authorized).</summary>
    Disconnect,
}
