using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>What breaks a rule closes the connection; a 5.0 client is told which. [MQTT-4.13.1-1]</summary>
internal sealed class ViolationHandler(ConnectionCloser closer)
{
    public void Handle(in Turn turn, Violation violation) => closer.Disconnect(turn, violation);
}
