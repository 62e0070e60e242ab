namespace Mqtt5Gen.Client;

/// <summary>When a QoS 1 or QoS 2 message is acknowledged to the server.</summary>
public enum MqttAcknowledgement : byte
{
    /// <summary>When its reader asks for the next or stops, also by an exception; or before, where another subscription must not wait for it (see <see cref="MqttSubscription"/>).</summary>
    Automatic,

    /// <summary>When <see cref="MqttMessage.Acknowledge"/> is called, and never before.</summary>
    Manual,
}
