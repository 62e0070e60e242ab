using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>
/// Links the bits of a byte, from the highest that may be named. Fixed bits that name no rule break the one given here; without one they
/// must name their own.
/// </summary>
internal sealed class BitLinker(LinkContext context, FieldPlace place, int highest, RuleRef? fixedRule)
{
    private readonly BitCover _cover = new(context, highest);

    public EquatableArray<BitField> Link(IReadOnlyList<BitRow> rows, NodeReader around, string key)
    {
        var bits = rows.Select(Link).OfType<BitField>().OrderByDescending(bit => bit.High).ToList();
        if (bits.Count == rows.Count) _cover.ReportGap(place.Span, around.Place(key));
        return new(bits);
    }

    private BitField? Link(BitRow bit)
    {
        var row = bit.Row;
        var span = context.Versions.Read(row.Word("versions"), place.Span);
        if (bit.Bits is not var (high, low) || high > highest)
        {
            context.Bag.Report(DiagnosticIds.Bits, $"Found '{bit.Key.Text}', expected bits from {highest} to 0, like 3 or 2-1.", bit.Key.At);
            context.Bag.Excuse(row.Text("name") ?? "");
            return null;
        }

        _cover.Take(high, low, span, bit.Key);
        var isUnused = row.Flag("unused");
        var isFixed = row.Has("value") || isUnused;
        var name = isFixed && !row.Has("name") ? null : row.Name("name");
        var type = isFixed ? null : Type(bit, high - low + 1);
        BitField linked = new(
            high,
            low,
            name?.Text,
            type,
            isUnused ? 0 : isFixed ? row.RequiredNumber("value", 0, (1 << (high - low + 1)) - 1) : null,
            isUnused ? null : Rule(row, type, high - low + 1),
            Means(row),
            context.Versions.Relative(span, place.Span),
            row.Text("about"))
        { IsUnused = isUnused };
        foreach (var key in isUnused ? new[] { "name", "value", "type", "rule", "means" } : []) ReportBeside(row, key);
        if (type is null && row.Has("type")) context.Bag.Excuse(name?.Text ?? "");
        else if (name is not null) place.Scope.Add(name, new(OperandKind.Bit, name.Text, type, IsOptional: false));
        return linked;
    }

    private void ReportBeside(NodeReader row, string key)
    {
        if (row.Has(key)) context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{key}' of unused bits, expected none: they are zero and passed over.", row.Place(key));
    }

    private WireType? Type(BitRow bit, int width)
    {
        if (bit.Row.Word("type") is not { } word)
        {
            if (width > 1) bit.Row.ReportMissing("type");
            return null;
        }

        if (context.Types.Find(word) is not { } type) return null;

        if (type.Base is not WireBase.Bits)
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a type with 'base: bits'.", word.At);
        }

        if (type.Values.Any(value => value.Value >= 1 << width) || type.In?.Max >= 1 << width)
        {
            context.Bag.Report(DiagnosticIds.ImpossibleRange, $"Found '{word.Text}' in {width} bits, expected bits that hold all of its values.", word.At);
        }

        return type;
    }

    private RuleRef? Rule(NodeReader row, WireType? type, int width)
    {
        var own = context.Rules.Cite(row);
        if (row.Has("value"))
        {
            var content = own ?? fixedRule ?? context.StandIn("fixed-flags");
            if (content is null) row.ReportMissing("rule");
            return content;
        }

        var rule = own ?? type?.BadValue;
        var isPartial = type is { IsEnum: true } ? type.Values.Count < 1 << width : type?.In is { } bounds && (bounds.Min > 0 || bounds.Max < (1 << width) - 1);
        if (rule is not null || !isPartial) return rule;

        rule = context.StandIn(BuiltInRules.BadValue);
        if (rule is null) row.ReportMissing("rule");
        return rule;
    }

    private string? Means(NodeReader row)
    {
        if (row.Word("means") is not { } text) return null;

        ConditionWord[] words = [.. ConditionWord.Split(text)];
        if (words is not [var field, { Text: "is" }, { Text: "present" }])
        {
            context.Bag.Report(DiagnosticIds.Condition, $"Found '{text.Text}', expected a field's presence, like 'UserName is present'.", text.At);
            return null;
        }

        if (place.FieldNames.Contains(field.Text)) return field.Text;

        context.Bag.ReportUnknown(DiagnosticIds.UnknownMember, "a field of this packet", field.Text, field.At, place.FieldNames);
        return null;
    }
}
