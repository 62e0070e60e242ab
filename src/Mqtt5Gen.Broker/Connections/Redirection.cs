using System.IO.Enumeration;
using System.Text;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Which clients are sent to another server, and to which (4.11).</summary>
internal sealed class Redirection(BrokerOptions options)
{
    /// <summary>0x9D (Server moved) or 0x9C (Use another server).</summary>
    public ReasonCode Reason => options.ServerMoved ? ReasonCode.ServerMoved : ReasonCode.UseAnotherServer;

    /// <summary>CONNACK's properties for who is sent away.</summary>
    public ConnAckProperties? Properties => options.ServerReference is { } reference ? new() { ServerReference = reference } : null;

    public bool Applies(in ConnectView connect)
    {
        if (options.RedirectedClients.Count == 0) return false;

        var clientId = Encoding.UTF8.GetString(connect.ClientId);
        return options.RedirectedClients.Any(pattern => pattern is "*" || FileSystemName.MatchesSimpleExpression(pattern, clientId, ignoreCase: false));
    }
}
