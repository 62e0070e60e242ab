using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Makes the network connection that a server's URI asks for.</summary>
public static class MqttTransport
{
    /// <summary>Connects to a server.</summary>
    /// <param name="server">
    /// <c>mqtt://host</c> (TCP, port 1883), <c>mqtts://host</c> (TLS, port 8883), <c>ws://host/path</c> (WebSocket, port 80), <c>wss://host/path</c> (the same
    /// over TLS, port 443) or <c>unix:/path</c> (a Unix domain socket). All but the last may name another port.
    /// </param>
    /// <param name="options">What the URI does not say.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="ArgumentException">The URI cannot be used.</exception>
    /// <exception cref="MqttConnectException">The server cannot be reached, or is not trusted.</exception>
    public static async Task<IMqttTransport> ConnectAsync(Uri server, MqttTransportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ServerUri.Check(server);
        options ??= new();
        try
        {
            return server.Scheme switch
            {
                ServerUri.Tcp => await SocketTransport.ConnectAsync(server.DnsSafeHost, ServerUri.PortOf(server), cancellationToken).ConfigureAwait(false),
                ServerUri.Tls => await TlsTransport.ConnectAsync(server.DnsSafeHost, ServerUri.PortOf(server), options.ToTls(server.DnsSafeHost), cancellationToken).ConfigureAwait(false),
                ServerUri.Unix => await SocketTransport.ConnectAsync(new UnixDomainSocketEndPoint(server.LocalPath), cancellationToken).ConfigureAwait(false),
                _ => await WebSocketTransport.ConnectAsync(server, options, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception exception) when (exception is SocketException or AuthenticationException or WebSocketException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MqttConnectException($"Cannot reach {ServerUri.Describe(server)}: {CauseOf(server, exception)}.", ReasonCode.ServerUnavailable, innerException: exception);
        }
    }

    /// <summary>A path where there is no socket is, for the system, an address that cannot be assigned: that would be read as a fault of the network.</summary>
    private static string CauseOf(Uri server, Exception exception) => server.Scheme is ServerUri.Unix && exception is SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
        ? "there is no such socket"
        : Cause.Of(exception);
}
