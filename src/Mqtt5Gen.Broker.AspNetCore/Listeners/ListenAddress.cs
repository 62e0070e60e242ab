using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mqtt5Gen.Broker.AspNetCore.Listeners;

/// <summary>Where to listen, read from a URL such as <c>mqtt://localhost:1883</c>, <c>ws://localhost:8080/mqtt</c> or <c>unix:/run/mqtt.sock</c>.</summary>
/// <param name="Scheme">How packets come.</param>
/// <param name="Host">An address, a name for some, or the path of a Unix socket.</param>
/// <param name="Port">The port; 0 takes a free one.</param>
/// <param name="Path">The path of WebSockets; empty for any.</param>
internal sealed record ListenAddress(string Scheme, string Host, int Port, string Path = "")
{
    private const string Supported = "mqtt://HOST:PORT, ws://HOST:PORT/PATH or unix:/PATH";
    private const int DefaultPort = 1883;
    private const int DefaultWebSocketPort = 80;

    public bool IsUnix => Scheme == "unix";

    public bool IsWebSocket => Scheme == "ws";

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLocal => IsUnix || Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads a URL.</summary>
    /// <returns>Null, or why it cannot be listened on.</returns>
    public static string? TryParse(string url, out ListenAddress? address)
    {
        address = null;
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return $"it is not a URL; give {Supported}";

        var scheme = url[..colon].ToLowerInvariant();
        var rest = url[(colon + 1)..];
        switch (scheme)
        {
            case "mqtt" or "ws":
                return ParseHostAndPort(scheme, rest, out address);
            case "unix":
                return ParsePath(rest, out address);
            case "mqtts" or "wss":
                return $"{scheme} is not supported yet; give {Supported}";
            default:
                return $"the scheme {scheme} is not known; give {Supported}";
        }
    }

    /// <summary>The addresses behind it: for <c>localhost</c>, those of IPv4 and of IPv6.</summary>
    public IReadOnlyList<EndPoint> EndPoints() => Host switch
    {
        _ when IsUnix => [new UnixDomainSocketEndPoint(Host)],
        "localhost" when Port != 0 && HasIPv6Loopback() => [new IPEndPoint(IPAddress.Loopback, Port), new IPEndPoint(IPAddress.IPv6Loopback, Port)],
        "localhost" => [new IPEndPoint(IPAddress.Loopback, Port)], // a free port of one is not free for the other
        "*" => [new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, Port)],
        _ => [new IPEndPoint(IPAddress.Parse(Host), Port)],
    };

    /// <summary>The URL with the port that was found free, where 0 was asked for.</summary>
    public string UrlWithPort(int port) => IsUnix ? $"unix:{Host}" : $"{Scheme}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{port.ToString(CultureInfo.InvariantCulture)}{Path}";

    private static string? ParseHostAndPort(string scheme, string rest, out ListenAddress? address)
    {
        address = null;
        if (!rest.StartsWith("//", StringComparison.Ordinal)) return $"it is not a URL; give {Supported}";

        var authority = rest[2..].TrimEnd('/');
        var isWebSocket = scheme == "ws";
        var pathAt = isWebSocket ? authority.IndexOf('/', StringComparison.Ordinal) : -1;
        var path = pathAt < 0 ? "" : authority[pathAt..];
        if (pathAt >= 0) authority = authority[..pathAt];
        if (path.AsSpan().ContainsAny("?#")) return "after the path nothing may follow";
        if (authority.AsSpan().ContainsAny("/?#@")) return "after the port nothing may follow, and no user before the host";

        var portAt = authority.LastIndexOf(':');
        if (portAt < authority.LastIndexOf(']')) portAt = -1;
        var host = (portAt < 0 ? authority : authority[..portAt]).ToLowerInvariant();
        if (ReadPort(portAt < 0 ? null : authority[(portAt + 1)..], isWebSocket ? DefaultWebSocketPort : DefaultPort) is not { } port) return "the port must be a whole number from 0 (any free port) to 65535";

        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        else if (host.Contains(':')) return "an IPv6 address stands in brackets, as in mqtt://[::1]:1883";
        if (host is not ("localhost" or "*") && !IPAddress.TryParse(host, out _))
        {
            return "the host must be an IP address of this machine, localhost, or * for all addresses";
        }

        address = new ListenAddress(scheme, host, port, path);
        return null;
    }

    private static int? ReadPort(string? text, int usual)
    {
        if (text is null) return usual;
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private static string? ParsePath(string rest, out ListenAddress? address)
    {
        address = null;
        var path = rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest;
        if (!path.StartsWith('/')) return "give the whole path, as in unix:/run/mqtt.sock";
        if (path.Length > 100) return "the path of a Unix socket may have 100 characters at most";

        address = new ListenAddress("unix", path, 0);
        return null;
    }

    private static bool HasIPv6Loopback()
    {
        if (!Socket.OSSupportsIPv6) return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
