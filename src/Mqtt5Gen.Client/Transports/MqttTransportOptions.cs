using System.Net;
using System.Net.Security;
using System.Security.Authentication;

namespace Mqtt5Gen.Client;

/// <summary>How the network connection to a server is made (4.2), beyond what its URI says.</summary>
public sealed record MqttTransportOptions
{
    /// <summary>Authorities, the client's certificate and the like for <c>mqtts</c> and <c>wss</c>, from files. Default: those of the system, and no client certificate.</summary>
    public MqttTlsOptions Tls { get; init; } = new();

    /// <summary>
    /// Called with the TLS options of each connection by <c>mqtts</c> and <c>wss</c>, after <see cref="Tls"/>, for what files do not say: certificates from elsewhere, or a validation of
    /// one's own. Its Target Host is the host of the URI. Default: null.
    /// </summary>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>HTTP headers of the request that opens a WebSocket, such as <c>Authorization</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> WebSocketHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The HTTP proxy that WebSocket connections go through; <see cref="WebRequest.DefaultWebProxy"/> is that of the system. Default: null, none.</summary>
    public IWebProxy? WebSocketProxy { get; init; }

    /// <exception cref="ArgumentException">An option cannot be used: it is named.</exception>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Tls);
        ArgumentNullException.ThrowIfNull(WebSocketHeaders);
        if (Tls.AddTo(new()) is { } fault) throw new ArgumentException(fault.ToString(), fault.Option);
        if (WebSocketHeaders.FirstOrDefault(static header => !IsHeader(header.Key, header.Value)) is { Key: { } name }) throw new ArgumentException($"'{name}' is no HTTP header that can be sent.", nameof(WebSocketHeaders));
    }

    internal static bool IsHeader(string name, string value)
    {
        try
        {
            new WebHeaderCollection().Set(name, value);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <exception cref="AuthenticationException">A file cannot be used any more.</exception>
    internal SslClientAuthenticationOptions ToTls(string host)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = host };
        if (Tls.AddTo(tls) is { } fault) throw new AuthenticationException(fault.ToString());
        ConfigureTls?.Invoke(tls);
        return tls;
    }
}
