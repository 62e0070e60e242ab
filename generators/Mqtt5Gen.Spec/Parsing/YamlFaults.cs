namespace Mqtt5Gen.Spec.Parsing;

/// <summary>What the YAML parser's messages mean for somebody who writes a spec.</summary>
internal static class YamlFaults
{
    private static readonly (string Part, string Advice)[] Advices =
    [
        ("found invalid mapping", "A value that holds ': ' stands in quotes, and the keys of a row begin in one column."),
        ("did not find expected key", "A key is followed by a colon and a space, and the keys of a row begin in one column."),
        ("did not find expected '-' indicator", "The items of a list begin in one column, each with a hyphen and a space."),
        ("did not find expected ',' or '}'", "A row in braces has commas between its keys, and a closing brace."),
        ("did not find expected ',' or ']'", "A list in brackets has commas between its items, and a closing bracket."),
        ("found wrong indentation", "Text in quotes has a closing quote."),
        ("found unexpected end of stream", "Text in quotes has a closing quote."),
        ("could not find expected ':'", "A key is followed by a colon and a space."),
        ("found character that cannot start any token", "A value that begins with a sign that YAML reserves stands in quotes."),
    ];

    /// <summary>A sentence, or nothing where the message says all there is to say.</summary>
    public static string Advice(string message)
    {
        foreach (var (part, advice) in Advices)
        {
            if (message.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0) return " " + advice;
        }

        return "";
    }
}
