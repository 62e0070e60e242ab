using System.Globalization;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>
/// Bytes as people write them: hexadecimal with or without spaces, commas, colons and <c>0x</c>; <c>61*3</c> is the byte 61 three times, as in
/// the vectors.
/// </summary>
internal static class HexText
{
    private const int MostRepeats = 1 << 24;

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ':', ';'];

    /// <summary>Reads the bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes, where there is no fault.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(string text, out byte[] bytes)
    {
        var read = new List<byte>(text.Length / 2);
        bytes = [];
        foreach (var word in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Append(read, word) is { } fault) return fault;
        }

        if (read.Count == 0) return "there are no bytes";
        bytes = [.. read];
        return null;
    }

    private static string? Append(List<byte> read, string word)
    {
        var star = word.IndexOf('*', StringComparison.Ordinal);
        var digits = star < 0 ? word : word[..star];
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];

        var wrong = digits.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF");
        if (wrong >= 0) return $"'{word}' is not hexadecimal: '{digits[wrong]}' is no digit";
        if (digits.Length == 0 || digits.Length % 2 != 0) return $"'{word}' is not hexadecimal: a byte has two digits";

        var bytes = Convert.FromHexString(digits);
        if (star < 0)
        {
            read.AddRange(bytes);
            return null;
        }

        var isNumber = int.TryParse(word.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var times);
        if (!isNumber || times > MostRepeats || bytes.Length != 1) return $"'{word}' is no repeated byte, like 61*3";

        read.AddRange(Enumerable.Repeat(bytes[0], times));
        return null;
    }
}
