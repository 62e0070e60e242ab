using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Holds the ranges of overlays against the range that they narrow, and against each other.</summary>
internal sealed class RangeNarrower(LinkContext context)
{
    /// <summary>The ranges so far and the one at <c>in</c>; those so far, with a diagnostic, where it narrows nothing.</summary>
    /// <param name="row">The overlay's row.</param>
    /// <param name="type">What is narrowed; null where it is no number.</param>
    /// <param name="bounds">The values that the base allows, or null: all that the type can hold.</param>
    /// <param name="narrowed">What overlays before this one narrow.</param>
    /// <param name="target">The word that names what is narrowed.</param>
    public EquatableArray<Narrowing> Narrow(NodeReader row, WireType? type, Bounds? bounds, EquatableArray<Narrowing> narrowed, SpecScalar target)
    {
        var rule = context.Rules.CiteRequired(row);
        if (row.Word("in") is not { } word) return narrowed;

        if (type is null || WireBases.Capacity(type.Base) is not { } capacity)
        {
            context.Bag.Report(DiagnosticIds.OverlayWidens, $"Found '{target.Text}', expected what holds a number: only that has a range.", target.At);
            return narrowed;
        }

        if (Numbers.TryParseBounds(word.Text) is not { } range)
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a range like 1..65535.", word.At);
            return narrowed;
        }

        var whole = type.IsEnum ? new(type.Values.Min(value => value.Value), type.Values.Max(value => value.Value)) : bounds ?? capacity;
        if (range.Min > range.Max || Common(whole, range) != range || range == whole)
        {
            context.Bag.Report(DiagnosticIds.OverlayWidens, $"Found '{word.Text}', expected a range within {whole.Min}..{whole.Max}, and not the whole of it.", word.At);
            return narrowed;
        }

        var left = narrowed.Aggregate(whole, (before, one) => Common(before, one.In));
        if (Common(left, range) is { } common && common.Min <= common.Max) return new([.. narrowed, new(range, rule)]);

        context.Bag.Report(DiagnosticIds.OverlaysDisagree, $"Found '{word.Text}', expected a range that leaves a value of {left.Min}..{left.Max}, to which it is narrowed already.", word.At);
        return narrowed;
    }

    private static Bounds Common(Bounds one, Bounds other) => new(Math.Max(one.Min, other.Min), Math.Min(one.Max, other.Max));
}
