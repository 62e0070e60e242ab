namespace Mqtt5Gen.Broker;

/// <summary>What becomes of a client that breaks a rule which clients of the field are known to break, without harm to anybody else.</summary>
public enum Strictness
{
    /// <summary>As the standard says: its connection is closed.</summary>
    Strict,

    /// <summary>
    /// These breaches are let pass, and counted in <see cref="MqttBroker.Leniencies"/>: more QoS 1 and QoS 2 messages on their way than the
    /// broker's Receive Maximum [MQTT-3.3.4-7]. Nothing else is.
    /// </summary>
    Lenient,
}
