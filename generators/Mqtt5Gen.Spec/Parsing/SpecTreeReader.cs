using Mqtt5Gen.Spec.Linking;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mqtt5Gen.Spec.Parsing;

/// <summary>Builds the tree of one file from the events of the YAML parser. Only what the spec language uses of YAML is let in.</summary>
internal sealed class SpecTreeReader(string path, string text)
{
    // Deeper than any spec; it keeps a hostile file from exhausting the compiler's stack.
    private const int MaximumDepth = 32;

    private const char ByteOrderMark = '\uFEFF';

    // A byte order mark is no part of the first key; the places of everything else count it.
    private readonly int _skipped = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
    private readonly Parser _parser = new(new StringReader(text.Length > 0 && text[0] == ByteOrderMark ? text.Substring(1) : text));
    private readonly LineMap _lines = new(path, text);
    private readonly DiagnosticBag _bag = new();

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _bag.Diagnostics;

    /// <summary>The root, or null where there is none.</summary>
    public SpecNode? Read()
    {
        if (HasTab()) return null;

        try
        {
            return ReadDocuments();
        }
        catch (YamlException fault)
        {
            _bag.Report(DiagnosticIds.Yaml, $"The YAML does not parse: {fault.Message.TrimEnd('.')}.{YamlFaults.Advice(fault.Message)}", At(fault.Start, fault.End));
            return null;
        }
    }

    private SpecNode? ReadDocuments()
    {
        SpecNode? root = null;
        while (Next())
        {
            if (_parser.Current is not DocumentStart start) continue;

            if (root is not null) throw new SemanticErrorException(start.Start, start.End, "A second document begins here; a spec file is one document");

            Next();
            root = ReadNode(0);
        }

        return root is SpecScalar { Text: "", IsQuoted: false } ? null : root;
    }

    // On some broken text the parser fails by other exceptions than its own.
    private bool Next()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception fault) when (fault is not YamlException)
        {
            var last = _parser.Current?.End ?? Mark.Empty;
            throw new SyntaxErrorException(last, last, "The text breaks off or goes on where it cannot, as after a bracket, brace or quote that is not closed");
        }
    }

    private SpecNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        if (depth > MaximumDepth) throw new SemanticErrorException(current.Start, current.End, "The nesting is too deep for a spec");
        if (current is AnchorAlias alias) throw Refused(alias, $"*{alias.Value}", "an alias");
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored) throw Refused(current, $"&{anchored.Anchor}", "an anchor");
        if (current is NodeEvent { Tag.IsEmpty: false } tagged) throw Refused(current, tagged.Tag.ToString(), "a tag");

        return current switch
        {
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            Scalar scalar => new SpecScalar(scalar.Value, scalar.Style is not ScalarStyle.Plain, At(scalar.Start, scalar.End)),
            _ => throw new SemanticErrorException(current.Start, current.End, "Found nothing where a key or a value was expected"),
        };
    }

    private SpecSequence ReadSequence(int depth)
    {
        var start = _parser.Current!.Start;
        var items = new List<SpecNode>();
        while (Next() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        return new(new(items), items.Count > 0 ? items[0].At : Empty(start));
    }

    private SpecMapping ReadMapping(int depth)
    {
        var start = _parser.Current!.Start;
        var entries = new List<SpecEntry>();
        var keys = new HashSet<string>();
        while (Next() && _parser.Current is not MappingEnd)
        {
            var word = _parser.Current!;
            if (ReadNode(depth + 1) is not SpecScalar key) throw new SemanticErrorException(word.Start, word.End, "A list or a row stands where a key was expected");

            Next();
            var value = ReadNode(depth + 1);
            if (keys.Add(key.Text))
            {
                entries.Add(new(key, value));
                continue;
            }

            _bag.Report(DiagnosticIds.DuplicateKey, $"The key '{key.Text}' stands twice in this row; once was expected.", key.At);
        }

        return new(new(entries), entries.Count > 0 ? entries[0].Key.At : Empty(start));
    }

    // What is empty has brackets: the last event begins at the closing one.
    private SpecLocation Empty(Mark start) => _lines.At(start.Index + _skipped, _parser.Current!.Start.Index + _skipped + 1);

    private bool HasTab()
    {
        var tab = text.IndexOf('\t');
        if (tab < 0) return false;

        _bag.Report(DiagnosticIds.Yaml, "Found a tab, expected spaces.", _lines.At(tab, tab + 1));
        return true;
    }

    private static SemanticErrorException Refused(ParsingEvent at, string word, string what) =>
        new(at.Start, at.End, $"Found '{word}', {what}, which the spec language does not have");

    private SpecLocation At(Mark start, Mark end) => _lines.At(start.Index + _skipped, end.Index + _skipped);
}
