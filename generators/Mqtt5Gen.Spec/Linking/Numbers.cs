using System.Globalization;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads the numbers of the spec language: decimal, <c>0x</c>, <c>0b</c>, and ranges of them.</summary>
internal static class Numbers
{
    public static bool TryParse(string text, out long number)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal)) return TryParse(text.Substring(2), 16, out number);
        if (text.StartsWith("0b", StringComparison.Ordinal)) return TryParse(text.Substring(2), 2, out number);

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public static Bounds? TryParseBounds(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || !TryParse(text.Substring(0, dots), out var min) || !TryParse(text.Substring(dots + 2), out var max)) return null;

        return new(min, max);
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryParse(string digits, int radix, out long number)
    {
        number = 0;
        if (digits.Length is 0 or > 32) return false;

        foreach (var character in digits)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(character));
            if (digit < 0 || digit >= radix || number > uint.MaxValue) return false;

            number = (number * radix) + digit;
        }

        return true;
    }
}
