using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>The versions that are chosen, and what ranges come to within them.</summary>
internal sealed class VersionCut(IReadOnlyList<ProtocolVersion> versions, VersionSpan chosen)
{
    private readonly VersionTable _table = new(versions, new());

    public VersionSpan All => _table.All;

    public EquatableArray<ProtocolVersion> Chosen => new(versions.Skip(chosen.From).Take(chosen.To - chosen.From + 1));

    /// <summary>The versions of a range, an open end of which is that of what is around it.</summary>
    public VersionSpan Span(VersionRange range, VersionSpan around)
    {
        var all = _table.Span(range);
        return new(range.From is null ? around.From : all.From, range.To is null ? around.To : all.To);
    }

    /// <summary>Those that some chosen version has, with what is left of their ranges.</summary>
    public EquatableArray<T> Cut<T>(EquatableArray<T> items, VersionSpan around, Func<T, VersionRange> range, Func<T, VersionRange, T> with)
        where T : IEquatable<T> =>
        new(from item in items
            let span = Span(range(item), around)
            where IsChosen(span)
            select with(item, Range(span, around)));

    public bool IsChosen(VersionSpan span) => !span.Within(chosen).IsEmpty;

    /// <summary>What is left of a range within what is left around it: open ends where the choice decides.</summary>
    public VersionRange Range(VersionSpan span, VersionSpan around) => _table.Relative(span.Within(chosen), around.Within(chosen));
}
