namespace Mqtt5Gen.Shared.Settings;

/// <summary>Any text but none.</summary>
internal sealed record TextSetting<TOptions>(string Key, Action<TOptions, string> Set) : Setting<TOptions>(Key, "some text")
{
    public override bool TryApply(TOptions options, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        Set(options, text);
        return true;
    }
}
