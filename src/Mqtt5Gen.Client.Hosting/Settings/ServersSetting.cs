using System.Text.RegularExpressions;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>URIs of servers: one, or any number, separated by spaces or as a list.</summary>
internal sealed partial record ServersSetting(string Key, bool IsMany, Func<MqttHostedClientOptions, IEnumerable<Uri>> Get, Action<MqttHostedClientOptions, Uri[]> Set)
    : Setting<MqttHostedClientOptions>(Key, $"{(IsMany ? "URIs, separated by spaces or as a list" : "a URI")}: mqtt://host, mqtts://host, ws://host/path, wss://host/path or unix:/path")
{
    public override bool IsList => IsMany;

    public override bool TryApply(MqttHostedClientOptions options, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var servers = new Uri[words.Length];
        for (var index = 0; index < words.Length; index++)
        {
            if (!Uri.TryCreate(words[index], UriKind.Absolute, out var server) || !ServerUri.IsUsable(server)) return false;
            servers[index] = server;
        }

        if (!IsMany && servers.Length != 1) return false;
        Set(options, servers);
        return true;
    }

    public override bool IsAllowed(MqttHostedClientOptions options, out string value)
    {
        var refused = Get(options).FirstOrDefault(server => !ServerUri.IsUsable(server));
        value = refused is null ? "" : Shown(refused.ToString());
        return refused is null;
    }

    /// <summary>Without user information, which may be secret, and may hold a slash by mistake.</summary>
    public override string Shown(string text) => WithoutUserInformation(text);

    public static string WithoutUserInformation(string text) => UserInformation().Replace(text, "//");

    [GeneratedRegex("//[^ ]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInformation();
}
