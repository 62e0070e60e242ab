namespace Mqtt5Gen.Cli.Output;

/// <summary>Rows as aligned columns of plain text, two spaces apart, with nothing at the ends of lines.</summary>
internal static class PlainTable
{
    private const string Gap = "  ";

    /// <summary>Writes the headings and the rows.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        foreach (var row in rows.Prepend(headings))
        {
            output.WriteLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
