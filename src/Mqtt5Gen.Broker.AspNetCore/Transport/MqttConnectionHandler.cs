using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>What Kestrel calls for each connection of one listener.</summary>
internal sealed class MqttConnectionHandler(MqttBroker broker, MqttClock clock, string listener, MqttBrokerOptions options) : ConnectionHandler
{
    // So many more may come as far as their CONNECT, to be told why they are refused.
    private const int Surplus = 100;

    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        if (broker.ConnectionCount < options.Limits.Connections + Surplus)
        {
            return new MqttTransport(broker, connection, listener, clock, options.CloseTimeout).RunAsync();
        }

        KestrelOutput.Abort(connection);
        return Task.CompletedTask;
    }
}
