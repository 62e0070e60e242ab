using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>What Kestrel calls for each connection of one listener.</summary>
internal sealed class MqttConnectionHandler(MqttBroker broker, MqttClock clock, string listener, TimeSpan closeTimeout) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection) =>
        new MqttTransport(broker, connection, listener, clock, closeTimeout).RunAsync();
}
