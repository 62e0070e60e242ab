using System.Net;

namespace Mqtt5Gen.Broker.AspNetCore.Listeners;

/// <summary>The listeners that the options ask for.</summary>
internal sealed record ListenerPlan(IReadOnlyList<OpenListener> Listeners)
{
    /// <summary>Reads options that were found valid.</summary>
    public static ListenerPlan From(MqttBrokerOptions options)
    {
        var urls = options.Listeners.Count == 0 ? [MqttBrokerOptions.DefaultUrl] : options.Listeners.Select(l => l.Url);
        return new ListenerPlan([.. urls.Select(Open)]);
    }

    /// <summary>The listeners' URLs, with the ports that were found free.</summary>
    public IReadOnlyList<string> RealUrls() => [.. Listeners.Select(l => l.RealUrl)];

    /// <summary>Which listener a socket belongs to.</summary>
    public IReadOnlyDictionary<EndPoint, string> UrlsByEndPoint()
    {
        var urls = new Dictionary<EndPoint, string>();
        foreach (var listener in Listeners)
        {
            foreach (var endPoint in listener.EndPoints) urls.TryAdd(endPoint, listener.Url);
        }

        return urls;
    }

    private static OpenListener Open(string url) => ListenAddress.TryParse(url, out var address) is { } fault
        ? throw new ArgumentException(fault, nameof(url))
        : new OpenListener(url, address!);
}
