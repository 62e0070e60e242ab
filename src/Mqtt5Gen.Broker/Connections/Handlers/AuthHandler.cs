using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>No connection was authenticated by a method, so none can go on with one or do it again.</summary>
internal sealed class AuthHandler(ConnectionCloser closer)
{
    public void Handle(in Turn turn) => closer.Disconnect(turn, ReasonCode.ProtocolError); // [MQTT-4.12.1-1]
}
