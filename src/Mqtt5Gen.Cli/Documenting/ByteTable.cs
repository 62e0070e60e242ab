using System.Text;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>Draws bytes and their bits as a ruled table of text.</summary>
internal sealed class ByteTable
{
    private const int BitCount = 8;
    private const int NarrowestBit = 5;

    private readonly IReadOnlyList<ByteRow> _rows;
    private readonly int _bit;
    private readonly int _label;

    private ByteTable(IReadOnlyList<ByteRow> rows)
    {
        _rows = rows;
        _label = rows.Max(row => row.Label.Length);

        // So wide that the longest word of a cell fits; longer texts go on in a further line.
        var needed = rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Text.Split(' ').Select(word => Room(word.Length + 2, cell.Bits)));
        _bit = needed.Append(NarrowestBit).Max();
    }

    /// <summary>Draws the rows.</summary>
    public static string Draw(IReadOnlyList<ByteRow> rows) => new ByteTable(rows).Draw();

    private string Draw()
    {
        List<string> lines = [Heading(), Rule(null, _rows[0])];
        for (var i = 0; i < _rows.Count; i++)
        {
            lines.AddRange(Lines(_rows[i]));
            lines.Add(Rule(_rows[i], i + 1 < _rows.Count ? _rows[i + 1] : null));
        }

        return string.Join('\n', lines.Select(line => line.TrimEnd()));
    }

    // The width of one bit at which so many of them have this room.
    private static int Room(int width, int bits) => width / bits;

    private int Width(ByteCell cell) => (cell.Bits * (_bit + 1)) - 1;

    private string Heading()
    {
        var bits = Enumerable.Range(0, BitCount).Select(bit => Centre($"{BitCount - 1 - bit}", _bit));
        return $"{"".PadRight(_label)}  {string.Join(' ', bits)}";
    }

    private string Rule(ByteRow? above, ByteRow? below)
    {
        HashSet<int> corners = [.. Corners(above), .. Corners(below)];
        var line = new StringBuilder("".PadRight(_label + 1));
        for (var bit = 0; bit <= BitCount; bit++)
        {
            line.Append(corners.Contains(bit) ? '+' : '-');
            if (bit < BitCount) line.Append('-', _bit);
        }

        return line.ToString();
    }

    private static IEnumerable<int> Corners(ByteRow? row)
    {
        if (row is null) yield break;

        var bit = 0;
        yield return bit;
        foreach (var cell in row.Cells) yield return bit += cell.Bits;
    }

    private IEnumerable<string> Lines(ByteRow row)
    {
        var cells = row.Cells.Select(cell => (Cell: cell, Lines: Wrap(cell.Text, Width(cell) - 2))).ToList();
        var height = cells.Max(cell => cell.Lines.Count);
        for (var i = 0; i < height; i++)
        {
            var texts = cells.Select(cell => Place(i < cell.Lines.Count ? cell.Lines[i] : "", cell.Cell));
            yield return $"{(i == 0 ? row.Label : "").PadRight(_label)} |{string.Join('|', texts)}|";
        }
    }

    private string Place(string text, ByteCell cell) => cell.Bits == BitCount ? $" {text}".PadRight(Width(cell)) : Centre(text, Width(cell));

    private static string Centre(string text, int width) => text.PadLeft(text.Length + ((width - text.Length) / 2)).PadRight(width);

    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' '))
        {
            var longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (longer.Length <= width) lines[^1] = longer;
            else lines.Add(word);
        }

        return lines;
    }
}
