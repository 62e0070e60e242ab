namespace Mqtt5Gen.Spec.Parsing;

/// <summary>A word, number or sentence.</summary>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="IsQuoted">Whether it stands in quotes.</param>
/// <param name="At">Where, with its quotes.</param>
public sealed record SpecScalar(string Text, bool IsQuoted, SpecLocation At) : SpecNode(At)
{
    /// <summary>The place of a part of the text; the whole, where escapes or line breaks hide where the part stands.</summary>
    public SpecLocation Part(int start, int length)
    {
        var margin = IsQuoted ? 1 : 0;
        if (At.StartLine != At.EndLine || At.Length != Text.Length + (2 * margin)) return At;

        var skipped = start + margin;
        var column = At.StartColumn + skipped;
        return At with { Start = At.Start + skipped, Length = length, StartColumn = column, EndColumn = column + length };
    }
}
