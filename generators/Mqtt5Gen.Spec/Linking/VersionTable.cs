using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>The protocol's versions, and ranges of them.</summary>
internal sealed class VersionTable(IReadOnlyList<ProtocolVersion> versions, DiagnosticBag bag)
{
    public IReadOnlyList<ProtocolVersion> Versions => versions;

    public VersionSpan All { get; } = new(0, versions.Count - 1);

    /// <summary>The versions that the text selects of those around it; all of them where there is no text.</summary>
    public VersionSpan Read(SpecScalar? text, VersionSpan around)
    {
        if (text is null || versions.Count == 0 || ReadEnds(text) is not { } ends) return around;

        var selected = ends.Within(around);
        if (!ends.IsEmpty && !selected.IsEmpty) return selected;

        bag.Report(DiagnosticIds.Versions, $"Found '{text.Text}', which selects no version here; expected a range of {Describe(around)}.", text.At);
        return around;
    }

    /// <summary>The range, with an end open wherever what is around decides it.</summary>
    public VersionRange Relative(VersionSpan span, VersionSpan around)
    {
        var from = span.From <= around.From ? null : versions[span.From];
        var to = span.To >= around.To ? null : versions[span.To];
        return from is null && to is null ? VersionRange.All : new(from, to);
    }

    /// <summary>A range relative to all versions, by places.</summary>
    public VersionSpan Span(VersionRange range) =>
        new(range.From is null ? All.From : Place(range.From), range.To is null ? All.To : Place(range.To));

    private int Place(ProtocolVersion version) => versions.TakeWhile(other => other != version).Count();

    private VersionSpan? ReadEnds(SpecScalar text)
    {
        var word = text.Text;
        if (word.EndsWith("+", StringComparison.Ordinal))
        {
            return IndexOf(text, 0, word.Length - 1) is { } first ? new VersionSpan(first, versions.Count - 1) : null;
        }

        var dash = word.IndexOf('-');
        if (dash < 0) return IndexOf(text, 0, word.Length) is { } only ? new VersionSpan(only, only) : null;

        var from = IndexOf(text, 0, dash);
        var to = IndexOf(text, dash + 1, word.Length - dash - 1);
        return from is { } low && to is { } high ? new VersionSpan(low, high) : null;
    }

    private int? IndexOf(SpecScalar text, int start, int length)
    {
        var name = text.Text.Substring(start, length);
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Name == name) return i;
        }

        bag.Report(
            DiagnosticIds.Versions,
            $"Found '{name}', expected a version of the protocol ({Describe(All)}).{NearestName.Hint(name, versions.Select(version => version.Name))}",
            text.Part(start, length));
        return null;
    }

    private string Describe(VersionSpan span) => string.Join(", ", versions.Skip(span.From).Take(span.To - span.From + 1).Select(version => version.Name));
}
