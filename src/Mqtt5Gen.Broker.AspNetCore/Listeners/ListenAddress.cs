using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mqtt5Gen.Broker.AspNetCore.Listeners;

/// <summary>Where to listen, read from a URL such as <c>mqtt://localhost:1883</c> or <c>unix:/run/mqtt.sock</c>.</summary>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    private const string Supported = "mqtt://HOST:PORT or unix:/PATH";
    private const int DefaultPort = 1883;

    public bool IsUnix => Scheme == "unix";

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
            case "mqtt":
                return ParseHostAndPort(rest, out address);
            case "unix":
                return ParsePath(rest, out address);
            case "mqtts" or "ws" or "wss":
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
    public string UrlWithPort(int port) => IsUnix ? $"unix:{Host}" : $"{Scheme}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{port.ToString(CultureInfo.InvariantCulture)}";

    private static string? ParseHostAndPort(string rest, out ListenAddress? address)
    {
        address = null;
        if (!rest.StartsWith("//", StringComparison.Ordinal)) return "it is not a URL; give mqtt://HOST:PORT";

        var authority = rest[2..].TrimEnd('/');
        if (authority.AsSpan().ContainsAny("/?#@")) return "after the port nothing may follow, and no user before the host";

        var portAt = authority.LastIndexOf(':');
        if (portAt < authority.LastIndexOf(']')) portAt = -1;
        var host = (portAt < 0 ? authority : authority[..portAt]).ToLowerInvariant();
        if (ReadPort(portAt < 0 ? null : authority[(portAt + 1)..]) is not { } port) return "the port must be a whole number from 0 (any free port) to 65535";

        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        else if (host.Contains(':')) return "an IPv6 address stands in brackets, as in mqtt://[::1]:1883";
        if (host is not ("localhost" or "*") && !IPAddress.TryParse(host, out _))
        {
            return "the host must be an IP address of this machine, localhost, or * for all addresses";
        }

        address = new ListenAddress("mqtt", host, port);
        return null;
    }

    private static int? ReadPort(string? text)
    {
        if (text is null) return DefaultPort;
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
