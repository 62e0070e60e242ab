using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>What Kestrel calls for each connection of one listener.</summary>
internal sealed class MqttConnectionHandler(MqttBroker broker, MqttClock clock, string listener, MqttBrokerOptions options) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        if (broker.ConnectionCount < options.MaximumConnections)
        {
            return new MqttTransport(broker, connection, listener, clock, options.CloseTimeout).RunAsync();
        }

        KestrelOutput.Abort(connection);
        return Task.CompletedTask;
    }
}
