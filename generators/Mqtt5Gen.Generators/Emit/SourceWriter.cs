using System.Text;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Writes indented source. A multi-line text keeps its own indentation, on top of the current one.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes each line of <paramref name="text"/>, indented.</summary>
    public void Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.TrimEnd();
            if (trimmed.Length > 0) _text.Append(' ', 4 * _depth).Append(trimmed);
            _text.Append('\n');
        }
    }

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

    /// <summary>Writes a doc comment of one sentence, where there is one.</summary>
    public void Summary(string? text)
    {
        if (text is not null) Line($"/// <summary>{Xml(text)}</summary>");
    }

    /// <summary>Text as it may stand in a doc comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

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
        }
    }
}
