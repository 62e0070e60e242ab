using System.Text.RegularExpressions;

namespace Mqtt5Gen.Broker.AspNetCore.Settings;

/// <summary>A Server Reference, in the form that section 4.11 recommends.</summary>
internal sealed partial record ServerReferenceSetting(string Key)
    : Setting<MqttBrokerOptions>(Key, "a host, host:port or [IPv6]:port, or several, separated by one space, as in 'a.example:1883 [fe80::1]:1883'")
{
    private const int LongestText = 65_535; // bytes of UTF-8 (1.5.4), of which the form allows only such of one byte

    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        if (!IsReference(text)) return false;
        options.Limits = options.Limits with { ServerReference = text };
        return true;
    }

    public override bool IsAllowed(MqttBrokerOptions options, out string value)
    {
        value = options.Limits.ServerReference ?? "";
        return options.Limits.ServerReference is null || IsReference(value);
    }

    private static bool IsReference(string text) => text.Length <= LongestText && text.Split(' ').All(reference => Reference().IsMatch(reference));

    [GeneratedRegex(@"\A([A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
