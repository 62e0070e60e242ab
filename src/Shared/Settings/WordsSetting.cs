namespace Mqtt5Gen.Shared.Settings;

/// <summary>Words separated by spaces.</summary>
internal sealed record WordsSetting<TOptions>(string Key, Action<TOptions, string[]> Set) : Setting<TOptions>(Key, "one word or more, separated by spaces")
{
    public override bool TryApply(TOptions options, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return false;
        Set(options, words);
        return true;
    }
}
