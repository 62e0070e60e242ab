namespace Mqtt5Gen.Shared.Settings;

/// <summary>A Topic Name, or nothing.</summary>
internal sealed record TopicSetting<TOptions>(string Key, Func<TOptions, string?> Get, Action<TOptions, string> Set) : Setting<TOptions>(Key, "a topic name, without + and #")
{
    public override bool TryApply(TOptions options, string text)
    {
        if (!IsTopic(text)) return false;
        Set(options, text);
        return true;
    }

    public override bool IsAllowed(TOptions options, out string value)
    {
        value = Get(options) ?? "";
        return value.Length == 0 || IsTopic(value);
    }

    private static bool IsTopic(string text) => text.Length > 0 && text.AsSpan().IndexOfAny('+', '#', '\0') < 0;
}
