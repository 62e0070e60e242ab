using System.Net.Sockets;

namespace Mqtt5Gen.Client;

/// <summary>The URIs of servers: which there are, and what they say.</summary>
internal static class ServerUri
{
    public const string Tcp = "mqtt";
    public const string Tls = "mqtts";
    public const string WebSocket = "ws";
    public const string SecureWebSocket = "wss";
    public const string Unix = "unix";

    private const string Expected = "expected mqtt://host, mqtts://host, ws://host/path, wss://host/path or unix:/path";

    /// <exception cref="ArgumentException">It is no URI that a client can connect to.</exception>
    public static Uri Parse(string server, string parameter)
    {
        ArgumentNullException.ThrowIfNull(server, parameter);
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri)) throw new ArgumentException($"'{server}' is no URI: {Expected}.", parameter);
        Check(uri, parameter);
        return uri;
    }

    /// <exception cref="ArgumentException">It is no URI that a client can connect to.</exception>
    public static void Check(Uri server, string parameter = "server")
    {
        ArgumentNullException.ThrowIfNull(server, parameter);
        if (!server.IsAbsoluteUri || server.Scheme is not (Tcp or Tls or WebSocket or SecureWebSocket or Unix)) throw Unusable(server, parameter, Expected);
        if (server.Scheme is Unix && (server.Host.Length > 0 || server.LocalPath.Length < 2)) throw Unusable(server, parameter, "expected unix:/path");
        if (server.Scheme is Unix && !IsSocketPath(server.LocalPath)) throw Unusable(server, parameter, "the path is too long for a socket");
        if (server.Scheme is not Unix && server.Host.Length == 0) throw Unusable(server, parameter, "it names no host");
        if (server.Port == 0) throw Unusable(server, parameter, "0 is no port");
        if (server.Scheme is Tcp or Tls && server.PathAndQuery is not ("/" or "")) throw Unusable(server, parameter, "a path is for ws and wss only");
    }

    public static bool IsUsable(Uri server)
    {
        try
        {
            Check(server);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static int PortOf(Uri server) => server.Port > 0 ? server.Port : server.Scheme is Tls ? 8883 : 1883;

    /// <summary>The URI without what may be secret in it.</summary>
    public static string Describe(Uri server) => server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>How long a path may be is the system's to say, which tells it only when asked for an endpoint.</summary>
    private static bool IsSocketPath(string path)
    {
        try
        {
            _ = new UnixDomainSocketEndPoint(path);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static ArgumentException Unusable(Uri server, string parameter, string why) =>
        new($"'{(server.IsAbsoluteUri ? Describe(server) : server.ToString())}' cannot be connected to: {why}.", parameter);
}
