using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Holds the ranges of overlays against the range that they narrow, and against each other.</summary>
internal sealed class RangeNarrower(LinkContext context)
{
    private const string Values = "in";
    private const string Lengths = "length";
    private const long LongestPacket = 268_435_455;

    /// <summary>Reports a row that has neither a range of values nor one of lengths, or both.</summary>
    public void ReportMissing(NodeReader row)
    {
        if (!row.Has(Lengths)) row.ReportMissing(Values);
        else if (row.Has(Values)) context.Bag.Report(DiagnosticIds.UnknownKey, "Found 'length' beside 'in', expected one of the two.", row.Place(Lengths));
    }

    /// <summary>The ranges so far and the row's own; those so far, with a diagnostic, where it narrows nothing.</summary>
    /// <param name="row">The overlay's row.</param>
    /// <param name="type">The type of what is narrowed; null where it is none that has a range.</param>
    /// <param name="bounds">The values that the base allows, or null: all that the type can hold.</param>
    /// <param name="lengths">The lengths that the base allows, or null: all that the type can have.</param>
    /// <param name="narrowed">What overlays before this one narrow.</param>
    /// <param name="target">The word that names what is narrowed.</param>
    public EquatableArray<Narrowing> Narrow(
        NodeReader row, WireType? type, Bounds? bounds, Bounds? lengths, EquatableArray<Narrowing> narrowed, SpecScalar target)
    {
        var rule = context.Rules.CiteRequired(row);
        var isLength = row.Has(Lengths);
        if (row.Word(isLength ? Lengths : Values) is not { } word) return narrowed;

        var whole = type is null ? null : isLength ? LengthsOf(type, lengths) : ValuesOf(type, bounds);
        if (whole is null)
        {
            var expected = isLength ? "text or data of no fixed size: only that has a length" : "what holds a number: only that has a range";
            context.Bag.Report(DiagnosticIds.OverlayWidens, $"Found '{target.Text}', expected {expected}.", target.At);
            return narrowed;
        }

        if (Read(word, whole) is not { } range) return narrowed;

        var left = narrowed.Where(one => one.IsLength == isLength).Aggregate(whole, (before, one) => Common(before, one.In));
        if (Common(left, range) is { } common && common.Min <= common.Max) return new([.. narrowed, new(range, rule, isLength)]);

        context.Bag.Report(DiagnosticIds.OverlaysDisagree, $"Found '{word.Text}', expected a range that leaves a value of {left.Min}..{left.Max}, to which it is narrowed already.", word.At);
        return narrowed;
    }

    private Bounds? Read(SpecScalar word, Bounds whole)
    {
        if (Numbers.TryParseBounds(word.Text) is not { } range)
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a range like 1..65535.", word.At);
            return null;
        }

        if (range.Min <= range.Max && Common(whole, range) == range && range != whole) return range;

        context.Bag.Report(DiagnosticIds.OverlayWidens, $"Found '{word.Text}', expected a range within {whole.Min}..{whole.Max}, and not the whole of it.", word.At);
        return null;
    }

    private static Bounds? ValuesOf(WireType type, Bounds? bounds) =>
        type.IsEnum ? new(type.Values.Min(value => value.Value), type.Values.Max(value => value.Value)) : bounds ?? WireBases.Capacity(type.Base);

    private static Bounds? LengthsOf(WireType type, Bounds? lengths)
    {
        if (!WireBases.HoldsBytes(type.Base) || type.Size is not null) return null;

        return lengths ?? new(0, type.IsRest ? LongestPacket : ushort.MaxValue);
    }

    private static Bounds Common(Bounds one, Bounds other) => new(Math.Max(one.Min, other.Min), Math.Min(one.Max, other.Max));
}
