using System.Globalization;

namespace Mqtt5Gen.Shared.Settings;

/// <summary>A time, in seconds or as <c>hh:mm:ss</c>.</summary>
internal sealed record TimeSetting<TOptions>(string Key, TimeSpan Minimum, TimeSpan Maximum, Func<TOptions, TimeSpan> Get, Action<TOptions, TimeSpan> Set)
    : Setting<TOptions>(Key, string.Create(CultureInfo.InvariantCulture, $"a time from {Minimum.TotalSeconds} to {Maximum.TotalSeconds} seconds, as seconds or as hh:mm:ss"))
{
    public override bool TryApply(TOptions options, string text)
    {
        if (!TryRead(text, out var value) || value < Minimum || value > Maximum) return false;
        Set(options, value);
        return true;
    }

    public override bool IsAllowed(TOptions options, out string value)
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
