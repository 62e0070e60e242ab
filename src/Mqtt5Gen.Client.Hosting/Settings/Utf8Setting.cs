using System.Text;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>A UTF-8 Encoded String (1.5.4), or nothing.</summary>
internal sealed record Utf8Setting(string Key, Func<MqttHostedClientOptions, string?> Get, Action<MqttHostedClientOptions, string> Set)
    : Setting<MqttHostedClientOptions>(Key, "a text of up to 65535 bytes of UTF-8, without U+0000")
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override bool TryApply(MqttHostedClientOptions options, string text)
    {
        if (!IsText(text)) return false;
        Set(options, text);
        return true;
    }

    public override bool IsAllowed(MqttHostedClientOptions options, out string value)
    {
        value = Get(options) ?? "";
        return IsText(value);
    }

    private static bool IsText(string text)
    {
        try
        {
            var utf8 = Strict.GetBytes(text); // [MQTT-1.5.4-1]
            return utf8.Length <= ushort.MaxValue && TextShapes.FlawsOfText(utf8) is TextFlaws.None; // [MQTT-1.5.4-2]
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
