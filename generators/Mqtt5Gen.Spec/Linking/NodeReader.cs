using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads one row by the keys that the grammar gives it. What cannot be read is reported, and reads as empty.</summary>
internal sealed class NodeReader
{
    private readonly SpecMapping? _row;
    private readonly string _what;
    private readonly DiagnosticBag _bag;

    // `what` is what the row states, with its article.
    public NodeReader(SpecNode node, string what, IReadOnlyList<string> keys, DiagnosticBag bag)
    {
        (_row, _what, _bag) = (node as SpecMapping, what, bag);
        At = node.At;
        if (_row is null)
        {
            bag.Report(DiagnosticIds.WrongValue, $"Found {Words(node)}, expected {what}: a row of keys.", node.At);
            return;
        }

        foreach (var entry in _row.Entries)
        {
            if (!keys.Contains(entry.Key.Text)) bag.ReportUnknown(DiagnosticIds.UnknownKey, $"a key of {what}", entry.Key, keys);
        }
    }

    /// <summary>Where the row begins.</summary>
    public SpecLocation At { get; }

    /// <summary>Reads a row that may be shortened to one word: the value of its first key.</summary>
    public static NodeReader OrWord(SpecNode node, string what, IReadOnlyList<string> keys, DiagnosticBag bag)
    {
        var row = node is SpecScalar word ? new SpecMapping(new([new(new(keys[0], false, word.At), word)]), word.At) : node;
        return new(row, what, keys, bag);
    }

    public bool Has(string key) => _row?[key] is not null;

    public SpecNode? Node(string key) => _row?[key];

    /// <summary>Where the key's value stands, or the row where it has none.</summary>
    public SpecLocation Place(string key) => _row?[key]?.At ?? At;

    /// <summary>The word at the key, or null.</summary>
    public SpecScalar? Word(string key)
    {
        if (_row?[key] is not { } node) return null;
        if (node is SpecScalar { Text.Length: > 0 } word && !IsNull(word)) return word;

        ReportWrong(node, key, "a word");
        return null;
    }

    /// <summary>The word at the key; an empty one, with a diagnostic, where there is none.</summary>
    public SpecScalar Required(string key)
    {
        ReportMissing(key);
        return Word(key) ?? new("", false, At);
    }

    public string? Text(string key) => Word(key)?.Text;

    /// <summary>A name that becomes an identifier, in Pascal case.</summary>
    public SpecScalar Name(string key)
    {
        var name = Required(key);
        if (name.Text.Length > 0 && !Spelling.IsPascal(name.Text))
        {
            _bag.Report(DiagnosticIds.WrongValue, $"Found '{name.Text}' as the {key} of {_what}, expected letters and digits, beginning with a capital.", name.At);
        }

        return name;
    }

    public long? Number(string key)
    {
        if (Word(key) is not { } word) return null;
        if (Numbers.TryParse(word.Text, out var number)) return number;

        ReportWrong(word, key, "a number");
        return null;
    }

    /// <summary>The number at the key, within the bounds.</summary>
    public int RequiredNumber(string key, int min, int max) => NumberWithin(key, min, max) ?? min;

    /// <summary>The number at the key, within the bounds; null, with a diagnostic, where there is none.</summary>
    public int? NumberWithin(string key, int min, int max)
    {
        ReportMissing(key);
        if (Number(key) is not { } number) return null;
        if (number >= min && number <= max) return (int)number;

        _bag.Report(DiagnosticIds.WrongValue, $"Found '{Text(key)}' as the {key} of {_what}, expected a number from {min} to {max}.", Place(key));
        return null;
    }

    public bool Flag(string key)
    {
        if (Word(key) is not { } word) return false;
        if (word.Text is "true" or "false") return word.Text == "true";

        ReportWrong(word, key, "true or false");
        return false;
    }

    /// <summary>One of a few words, or null.</summary>
    public string? Choice(string key, params string[] choices)
    {
        if (Word(key) is not { } word) return null;
        if (choices.Contains(word.Text)) return word.Text;

        _bag.ReportUnknown(DiagnosticIds.WrongValue, $"one of {string.Join(", ", choices)}", word, choices);
        return null;
    }

    /// <summary>One word or a list of words.</summary>
    public IReadOnlyList<SpecScalar> Words(string key)
    {
        if (_row?[key] is not { } node) return [];
        if (node is not SpecSequence list) return Word(key) is { } word ? [word] : [];

        foreach (var item in list.Items)
        {
            if (item is not SpecScalar { Text.Length: > 0 } word || IsNull(word)) ReportWrong(item, key, "words");
        }

        return [.. list.Items.OfType<SpecScalar>().Where(word => !IsNull(word))];
    }

    public IReadOnlyList<SpecNode> Items(string key)
    {
        if (_row?[key] is not { } node) return [];
        if (node is SpecSequence list) return list.Items;

        ReportWrong(node, key, "a list");
        return [];
    }

    public IReadOnlyList<SpecEntry> Entries(string key)
    {
        if (_row?[key] is not { } node) return [];
        if (node is SpecMapping row) return row.Entries;

        ReportWrong(node, key, "a row of keys");
        return [];
    }

    /// <summary>The entries at the key; one with a list is an entry for each item.</summary>
    public IEnumerable<SpecEntry> EntriesOfLists(string key) =>
        Entries(key).SelectMany(entry => entry.Value is SpecSequence list ? list.Items.Select(item => entry with { Value = item }) : [entry]);

    /// <summary>Reports a key that must stand here and does not.</summary>
    public void ReportMissing(string key)
    {
        if (_row is not null && !Has(key)) _bag.Report(DiagnosticIds.MissingKey, $"Found no '{key}' here, expected one: {_what} must have it.", At);
    }

    // YAML's own words for nothing. In quotes they are words like any other.
    private static bool IsNull(SpecScalar word) => word is { IsQuoted: false, Text: "~" or "null" };

    private void ReportWrong(SpecNode node, string key, string expected) =>
        _bag.Report(DiagnosticIds.WrongValue, $"Found {Words(node)} as the {key} of {_what}, expected {expected}.", node.At);

    private static string Words(SpecNode node) => node switch
    {
        SpecScalar { Text: "" } => "nothing",
        SpecScalar word when IsNull(word) => $"'{word.Text}', which is nothing,",
        SpecScalar word => $"'{word.Text}'",
        SpecSequence => "a list",
        _ => "a row of keys",
    };
}
