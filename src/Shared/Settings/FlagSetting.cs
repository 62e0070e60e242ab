namespace Mqtt5Gen.Shared.Settings;

/// <summary>Yes or no.</summary>
internal sealed record FlagSetting<TOptions>(string Key, Action<TOptions, bool> Set) : Setting<TOptions>(Key, "true or false")
{
    public override bool TryApply(TOptions options, string text)
    {
        if (!bool.TryParse(text, out var value)) return false;
        Set(options, value);
        return true;
    }
}
