using System.Net;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>The proxy of WebSocket connections: its URI, which may say user and password, or that of the system.</summary>
internal sealed record ProxySetting(string Key) : Setting<MqttHostedClientOptions>(Key, "http://host:port (or https, socks4, socks4a, socks5; user:password@ before the host where it asks), or system")
{
    public override bool TryApply(MqttHostedClientOptions options, string text)
    {
        if (ProxyOf(text) is not { } proxy) return false;
        options.Client = options.Client with { Transport = options.Client.Transport with { WebSocketProxy = proxy } };
        return true;
    }

    public override string Shown(string text) => ServersSetting.WithoutUserInformation(text);

    private static IWebProxy? ProxyOf(string text)
    {
        if (text.Equals("system", StringComparison.OrdinalIgnoreCase)) return HttpClient.DefaultProxy;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5") || uri.Host.Length == 0) return null;
        var address = new UriBuilder(uri) { UserName = "", Password = "" }.Uri; // exceptions show it
        return new WebProxy(address) { Credentials = CredentialsOf(uri) };
    }

    private static NetworkCredential? CredentialsOf(Uri uri)
    {
        if (uri.UserInfo.Length == 0) return null;
        var parts = uri.UserInfo.Split(':', 2);
        return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
