using System.Globalization;
using System.Text.Json;

namespace Mqtt5Gen.Broker.AspNetCore.Settings;

/// <summary>One key of the configuration: how it is read, and what is allowed.</summary>
/// <param name="Key">Below the section <c>Mqtt</c>.</param>
/// <param name="Expected">What is allowed, for a message.</param>
internal abstract record MqttSetting(string Key, string Expected)
{
    /// <summary>Reads a value into the options; false if it is none.</summary>
    public abstract bool TryApply(MqttBrokerOptions options, string text);

    /// <summary>Whether the options hold an allowed value, whoever set it; if not, <paramref name="value"/> is it.</summary>
    public virtual bool IsAllowed(MqttBrokerOptions options, out string value)
    {
        value = "";
        return true;
    }
}

/// <summary>A whole number in a range.</summary>
internal sealed record NumberSetting(string Key, long Minimum, long Maximum, Func<MqttBrokerOptions, long> Get, Action<MqttBrokerOptions, long> Set)
    : MqttSetting(Key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum} to {Maximum}"))
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < Minimum || value > Maximum) return false;
        Set(options, value);
        return true;
    }

    public override bool IsAllowed(MqttBrokerOptions options, out string value)
    {
        var number = Get(options);
        value = number.ToString(CultureInfo.InvariantCulture);
        return number >= Minimum && number <= Maximum;
    }
}

/// <summary>A time, in seconds or as <c>hh:mm:ss</c>.</summary>
internal sealed record TimeSetting(string Key, TimeSpan Minimum, TimeSpan Maximum, Func<MqttBrokerOptions, TimeSpan> Get, Action<MqttBrokerOptions, TimeSpan> Set)
    : MqttSetting(Key, string.Create(CultureInfo.InvariantCulture, $"a time from {Minimum.TotalSeconds} to {Maximum.TotalSeconds} seconds, as seconds or as hh:mm:ss"))
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        if (!TryRead(text, out var value) || value < Minimum || value > Maximum) return false;
        Set(options, value);
        return true;
    }

    public override bool IsAllowed(MqttBrokerOptions options, out string value)
    {
        var time = Get(options);
        value = time.ToString("c", CultureInfo.InvariantCulture);
        return time >= Minimum && time <= Maximum;
    }

    private static bool TryRead(string text, out TimeSpan value)
    {
        if (text.Contains(':')) return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);

        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < int.MaxValue;
        value = isNumber ? TimeSpan.FromSeconds(seconds) : default;
        return isNumber;
    }
}

/// <summary>Yes or no.</summary>
internal sealed record FlagSetting(string Key, Action<MqttBrokerOptions, bool> Set) : MqttSetting(Key, "true or false")
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        if (!bool.TryParse(text, out var value)) return false;
        Set(options, value);
        return true;
    }
}

/// <summary>One of a few words: the names of an enumeration in lower case, with hyphens.</summary>
internal sealed record ChoiceSetting<T>(string Key, Func<MqttBrokerOptions, T> Get, Action<MqttBrokerOptions, T> Set, bool TakesNumbers = false)
    : MqttSetting(Key, $"one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}{(TakesNumbers ? ", or its number" : "")}")
    where T : struct, Enum
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        foreach (var choice in Enum.GetValues<T>())
        {
            if (!Word(choice).Equals(text, StringComparison.OrdinalIgnoreCase) && !(TakesNumbers && choice.ToString("D") == text)) continue;
            Set(options, choice);
            return true;
        }

        return false;
    }

    public override bool IsAllowed(MqttBrokerOptions options, out string value)
    {
        var choice = Get(options);
        value = choice.ToString();
        return Enum.IsDefined(choice);
    }

    private static string Word(T choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());
}

/// <summary>Any text but none.</summary>
internal sealed record TextSetting(string Key, Action<MqttBrokerOptions, string> Set) : MqttSetting(Key, "some text")
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        Set(options, text);
        return true;
    }
}

/// <summary>Words separated by spaces.</summary>
internal sealed record WordsSetting(string Key, Action<MqttBrokerOptions, string[]> Set) : MqttSetting(Key, "one word or more, separated by spaces")
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return false;
        Set(options, words);
        return true;
    }
}

/// <summary>A Topic Name, or nothing.</summary>
internal sealed record TopicSetting(string Key, Func<MqttBrokerOptions, string?> Get, Action<MqttBrokerOptions, string> Set) : MqttSetting(Key, "a topic name, without + and #")
{
    public override bool TryApply(MqttBrokerOptions options, string text)
    {
        if (!IsTopic(text)) return false;
        Set(options, text);
        return true;
    }

    public override bool IsAllowed(MqttBrokerOptions options, out string value)
    {
        value = Get(options) ?? "";
        return value.Length == 0 || IsTopic(value);
    }

    private static bool IsTopic(string text) => text.Length > 0 && text.AsSpan().IndexOfAny('+', '#', '\0') < 0;
}
