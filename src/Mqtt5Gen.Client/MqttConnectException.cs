using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>No connection came to be: the server refused it in CONNACK (3.2.2.2), or could not be reached.</summary>
public sealed class MqttConnectException : MqttException
{
    /// <summary>A refusal with its CONNACK, or a failure without one.</summary>
    public MqttConnectException(string message, ReasonCode reasonCode, ConnAck? connAck = null, Exception? innerException = null)
        : base(message, reasonCode, innerException) => ConnAck = connAck;

    /// <summary>The server's CONNACK with its Reason String and Server Reference; null when none came, and the Reason Code is then 0x88 (Server unavailable) or that of the fault.</summary>
    public ConnAck? ConnAck { get; }
}
