namespace Mqtt5Gen.Client;

/// <summary>The connection ended before this was done, or had ended already.</summary>
public sealed class MqttDisconnectedException : MqttException
{
    /// <summary>Tells how the connection ended.</summary>
    public MqttDisconnectedException(MqttDisconnect disconnect)
        : base(disconnect.ToString(), disconnect.ReasonCode, disconnect.Exception) => Disconnect = disconnect;

    /// <summary>How the connection ended.</summary>
    public MqttDisconnect Disconnect { get; }
}
