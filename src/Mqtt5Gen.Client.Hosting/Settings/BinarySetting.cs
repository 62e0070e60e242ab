using System.Text;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>Binary Data (1.5.6), which the configuration has as text.</summary>
internal sealed record BinarySetting(string Key, Func<MqttHostedClientOptions, ReadOnlyMemory<byte>> Get, Action<MqttHostedClientOptions, byte[]> Set)
    : Setting<MqttHostedClientOptions>(Key, "up to 65535 bytes")
{
    public override bool TryApply(MqttHostedClientOptions options, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > ushort.MaxValue) return false;
        Set(options, bytes);
        return true;
    }

    public override bool IsAllowed(MqttHostedClientOptions options, out string value)
    {
        var bytes = Get(options);
        value = SizeOf(bytes.Length);
        return bytes.Length <= ushort.MaxValue;
    }

    /// <summary>It may be a secret, and is too long to be shown anyway.</summary>
    public override string Shown(string text) => SizeOf(Encoding.UTF8.GetByteCount(text));

    private static string SizeOf(int length) => $"{length} bytes";
}
