using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>Protocol Version (3.1.2.2).</summary>
internal sealed record VersionSetting(string Key) : Setting<MqttHostedClientOptions>(Key, "5.0 or 3.1.1")
{
    public override bool TryApply(MqttHostedClientOptions options, string text)
    {
        ProtocolVersion? version = text switch
        {
            "5.0" or "5" => ProtocolVersion.V5,
            "3.1.1" => ProtocolVersion.V311,
            _ => null,
        };
        if (version is null) return false;
        options.Client = options.Client with { Version = version.Value };
        return true;
    }

    public override bool IsAllowed(MqttHostedClientOptions options, out string value)
    {
        value = options.Client.Version.ToString();
        return options.Client.Version is ProtocolVersion.V5 or ProtocolVersion.V311;
    }
}
