using System.Net;
using System.Net.Security;

namespace Mqtt5Gen.Client;

/// <summary>How the network connection to a server is made (4.2), beyond what its URI says.</summary>
public sealed record MqttTransportOptions
{
    /// <summary>
    /// Called with the TLS options of each connection by <c>mqtts</c> and <c>wss</c>, to add what the system's defaults do not have: client certificates,
    /// trusted roots, a validation of one's own, or ALPN protocols. Its Target Host is the host of the URI. Default: null, the system decides whom to trust.
    /// </summary>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>HTTP headers of the request that opens a WebSocket, such as <c>Authorization</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> WebSocketHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The HTTP proxy that WebSocket connections go through; <see cref="WebRequest.DefaultWebProxy"/> is that of the system. Default: null, none.</summary>
    public IWebProxy? WebSocketProxy { get; init; }

    internal SslClientAuthenticationOptions ToTls(string host)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = host };
        ConfigureTls?.Invoke(tls);
        return tls;
    }
}
