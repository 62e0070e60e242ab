namespace Mqtt5Gen.Spec.Linking;

/// <summary>How names are written.</summary>
internal static class Spelling
{
    /// <summary>Letters and digits, the first a capital.</summary>
    public static bool IsPascal(string name) => name.Length > 0 && name[0] is >= 'A' and <= 'Z' && name.All(IsAsciiLetterOrDigit);

    /// <summary>Lower-case letters, digits and hyphens, the first a letter.</summary>
    public static bool IsHyphened(string name) =>
        name.Length > 0 && name[0] is >= 'a' and <= 'z' && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>Letters, digits, hyphens, underscores and spaces.</summary>
    public static bool IsWords(string name) => name.All(letter => IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or ' ');

    /// <summary>Letters and digits, with single dots between them.</summary>
    public static bool IsVersion(string name) => name.Split('.').All(part => part.Length > 0 && part.All(IsAsciiLetterOrDigit));

    /// <summary><c>topic-filter</c> as <c>TopicFilter</c>.</summary>
    public static string OfWords(string hyphened) => string.Concat(hyphened.Split('-').Select(Capital));

    /// <summary><c>PUBLISH</c> as <c>Publish</c>.</summary>
    public static string OfCapitals(string name) => Capital(name.ToLowerInvariant());

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1);

    private static bool IsAsciiLetterOrDigit(char letter) => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
