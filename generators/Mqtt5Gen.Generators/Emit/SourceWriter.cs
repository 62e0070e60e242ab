using System.Text;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Writes indented source. A multi-line text keeps its own indentation, on top of the current one.</summary>
internal sealed class SourceWriter(Target target)
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isBlank;
    private bool _openedBlock = true;
    private bool _closedBlock;

    /// <summary>Where the source goes.</summary>
    public Target Target => target;

    /// <summary>What a top-level type is declared with.</summary>
    public string Visibility => target.Visibility is Emit.Visibility.Public ? "public" : "internal";

    /// <summary>Writes each line of <paramref name="text"/>, indented.</summary>
    public void Line(string text = "")
    {
        foreach (var line in text.Split('\n')) OneLine(line.TrimEnd());
    }

    // A blank line after a block that something follows, never two, and none at a block's start or end.
    private void OneLine(string line)
    {
        if (line.Length == 0)
        {
            if (!_isBlank && !_openedBlock) _text.Append('\n');
            _isBlank = !_openedBlock;
            _closedBlock = false;
            return;
        }

        if (line[0] == '}' && _isBlank) _text.Length--;
        if (_closedBlock && !Continues(line)) _text.Append('\n');
        _text.Append(' ', 4 * _depth).Append(line).Append('\n');
        _openedBlock = line == "{";
        _isBlank = false;
        _closedBlock = false;
    }

    private static bool Continues(string line) =>
        line[0] == '}' || line.StartsWith("case ", StringComparison.Ordinal) || line.StartsWith("default:", StringComparison.Ordinal);

    /// <summary>Writes each of <paramref name="lines"/>.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines) Line(line);
    }

    /// <summary>Opens a block in braces; disposing closes it.</summary>
    /// <param name="header">What stands before the brace.</param>
    /// <param name="end">What stands after the closing brace.</param>
    public Scope Block(string header, string end = "")
    {
        if (header.Length > 0) Line(header);
        Line("{");
        _depth++;
        return new Scope(this, end);
    }

    /// <summary>Opens a type at the top of the file.</summary>
    /// <param name="declaration">What is declared, after its visibility.</param>
    public Scope Type(string declaration) => Block($"{Visibility} {declaration}");

    /// <summary>Writes a doc comment of one sentence, where there is one.</summary>
    public void Summary(string? text)
    {
        if (text is not null) Line($"/// <summary>{Xml(text)}</summary>");
    }

    /// <summary>Text as it may stand in a doc comment.</summary>
    public static string Xml(string text) =>
        Comment(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Text as it may stand in a comment: without what ends a line of C# or has no place in XML.</summary>
    public static string Comment(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' ? ' ' : character));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Scope(SourceWriter writer, string end) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            writer._depth--;
            writer.Line("}" + end);
            writer._closedBlock = true;
        }
    }
}
