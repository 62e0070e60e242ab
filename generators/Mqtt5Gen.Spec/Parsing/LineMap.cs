namespace Mqtt5Gen.Spec.Parsing;

/// <summary>Where the lines of a text begin, as the compiler counts them: the parser's own counts differ at the end of a text and at rare line breaks.</summary>
internal sealed class LineMap
{
    private readonly string _path;
    private readonly int _length;
    private readonly List<int> _starts = [0];

    public LineMap(string path, string text)
    {
        (_path, _length) = (path, text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isFirstOfTwo = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (!isFirstOfTwo && text[i] is ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029')) _starts.Add(i + 1);
        }
    }

    /// <summary>The place between two offsets; both are brought within the text.</summary>
    public SpecLocation At(long start, long end)
    {
        var first = (int)Math.Min(start, _length);
        var last = (int)Math.Max(first, Math.Min(end, _length));
        var (startLine, endLine) = (Line(first), Line(last));
        return new(_path, first, last - first, startLine, first - _starts[startLine], endLine, last - _starts[endLine]);
    }

    private int Line(int offset)
    {
        var index = _starts.BinarySearch(offset);
        return index >= 0 ? index : ~index - 1;
    }
}
