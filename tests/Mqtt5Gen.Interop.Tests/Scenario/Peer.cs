namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>The clients of others.</summary>
public enum Peer
{
    Paho,
    MqttJs,
    MqttNet,
    MosquittoClients,
}
