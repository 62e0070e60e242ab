using System.Text;
using System.Text.RegularExpressions;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>Writes Markdown with the tables of GitHub's dialect.</summary>
internal sealed partial class Markdown
{
    private readonly StringBuilder _text = new();

    /// <summary>Prose as Markdown that shows it as it is.</summary>
    public static string Escape(string prose) => Special().Replace(prose, @"\$0");

    /// <summary>Text in the form of code; nothing stays nothing.</summary>
    public static string Code(string text)
    {
        if (text.Length == 0) return "";
        return text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
    }

    /// <summary>A heading with a blank line after it.</summary>
    public void Heading(int level, string text) => Paragraph($"{new string('#', level)} {text}");

    /// <summary>A paragraph; none where there is no text.</summary>
    public void Paragraph(string text)
    {
        if (text.Length > 0) _text.Append(text).Append("\n\n");
    }

    /// <summary>Text whose spaces and lines stay.</summary>
    public void Fence(string text) => Paragraph($"```text\n{text}\n```");

    /// <summary>A list.</summary>
    public void List(IEnumerable<string> items) => Paragraph(string.Join('\n', items.Select(item => $"- {item}")));

    /// <summary>A table without the columns that are empty in every row; nothing where there are no rows.</summary>
    public void Table(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0) return;

        int[] columns = [.. Enumerable.Range(0, headings.Count).Where(column => rows.Any(row => row[column].Length > 0))];
        Row(columns.Select(column => headings[column]));
        Row(columns.Select(_ => "---"));
        foreach (var row in rows) Row(columns.Select(column => row[column]));

        _text.Append('\n');
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    // A bar ends a cell, also inside of code.
    private void Row(IEnumerable<string> cells) =>
        _text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal))).Append(" |\n");

    [GeneratedRegex(@"[\\`*_<\[\]]")]
    private static partial Regex Special();
}
