using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>A word of a condition, and where it stands.</summary>
internal sealed record ConditionWord(string Text, SpecLocation At)
{
    /// <summary>Whether it is text in quotes.</summary>
    public bool IsQuoted => Text.Length > 1 && Text[0] is '"' or '\'' && Text[Text.Length - 1] == Text[0];

    /// <summary>The words of a condition: separated by spaces, quoted text in one piece.</summary>
    public static IEnumerable<ConditionWord> Split(SpecScalar condition)
    {
        var text = condition.Text;
        for (var start = 0; start < text.Length; start++)
        {
            if (char.IsWhiteSpace(text[start])) continue;

            var end = End(text, start);
            yield return new(text.Substring(start, end - start), condition.Part(start, end - start));
            start = end - 1;
        }
    }

    private static int End(string text, int start)
    {
        if (text[start] is '"' or '\'')
        {
            var close = text.IndexOf(text[start], start + 1);
            return close < 0 ? text.Length : close + 1;
        }

        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return end;
    }
}
