using System.Globalization;

namespace Mqtt5Gen.Shared.Settings;

/// <summary>A whole number in a range.</summary>
internal sealed record NumberSetting<TOptions>(string Key, long Minimum, long Maximum, Func<TOptions, long> Get, Action<TOptions, long> Set)
    : Setting<TOptions>(Key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum} to {Maximum}"))
{
    public override bool TryApply(TOptions options, string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < Minimum || value > Maximum) return false;
        Set(options, value);
        return true;
    }

    public override bool IsAllowed(TOptions options, out string value)
    {
        var number = Get(options);
        value = number.ToString(CultureInfo.InvariantCulture);
        return number >= Minimum && number <= Maximum;
    }
}
