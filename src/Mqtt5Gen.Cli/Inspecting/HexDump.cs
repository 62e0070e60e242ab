using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>The bytes around a place, with that place marked.</summary>
internal static class HexDump
{
    private const int BytesOfALine = 16;

    /// <summary>The line before the place, its own, the mark, and the line behind.</summary>
    public static IEnumerable<string> Around(ReadOnlyMemory<byte> bytes, int place)
    {
        var line = Math.Min(place, Math.Max(bytes.Length - 1, 0)) / BytesOfALine;
        if (place == bytes.Length && place % BytesOfALine == 0 && place > 0) line = (place / BytesOfALine) - 1;
        for (var one = Math.Max(line - 1, 0); one <= line + 1 && one * BytesOfALine < Math.Max(bytes.Length, 1); one++)
        {
            yield return Line(bytes, one);
            if (one == line) yield return new string(' ', Margin.Length + (3 * (place - (line * BytesOfALine)))) + "^^";
        }
    }

    private static string Margin => new(' ', 8);

    private static string Line(ReadOnlyMemory<byte> bytes, int line)
    {
        var start = line * BytesOfALine;
        var text = ValueText.OfBytes(bytes.Span[start..Math.Min(start + BytesOfALine, bytes.Length)]);
        return string.Create(CultureInfo.InvariantCulture, $"{start,6}  {text}");
    }
}
