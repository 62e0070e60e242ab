using System.Text.Json;

namespace Mqtt5Gen.Shared.Settings;

/// <summary>One of a few words: the names of an enumeration in lower case, with hyphens.</summary>
internal sealed record ChoiceSetting<TOptions, T>(string Key, Func<TOptions, T> Get, Action<TOptions, T> Set, bool TakesNumbers = false)
    : Setting<TOptions>(Key, $"one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}{(TakesNumbers ? ", or its number" : "")}")
    where T : struct, Enum
{
    public override bool TryApply(TOptions options, string text)
    {
        foreach (var choice in Enum.GetValues<T>())
        {
            if (!Word(choice).Equals(text, StringComparison.OrdinalIgnoreCase) && !(TakesNumbers && choice.ToString("D") == text)) continue;
            Set(options, choice);
            return true;
        }

        return false;
    }

    public override bool IsAllowed(TOptions options, out string value)
    {
        var choice = Get(options);
        value = choice.ToString();
        return Enum.IsDefined(choice);
    }

    private static string Word(T choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString().Replace("QoS", "Qos", StringComparison.Ordinal)); // one word
}
