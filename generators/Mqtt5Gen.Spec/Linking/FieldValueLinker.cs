using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links what a field may hold: fixed content, what leaving it out means, and what a bad value breaks.</summary>
internal sealed class FieldValueLinker(LinkContext context, FieldPlace place)
{
    private const string None = "none";

    private readonly ValueReader _values = new(context.Bag);
    private readonly ShapeLinker _shapes = new(context);

    /// <summary>Whether the field's rule is about its content and not about its standing there.</summary>
    public bool HasContent(NodeReader row) => row.Has("value") || row.Has("sets");

    public bool SetsVersion(NodeReader row) => row.Choice("sets", "version") is not null;

    /// <summary>The fixed content by version.</summary>
    public EquatableArray<FixedText> Fixed(NodeReader row, VersionSpan span)
    {
        if (row.Node("value") is not SpecMapping) return row.Text("value") is { } text ? new([new(text, VersionRange.All)]) : default;

        NodeReader texts = new(row.Node("value")!, "the content by version", [.. row.Entries("value").Select(entry => entry.Key.Text)], context.Bag);
        List<FixedText> linked = [];
        VersionCover cover = new(context);
        foreach (var entry in row.Entries("value"))
        {
            var versions = cover.Take(entry.Key, span);
            linked.Add(new(texts.Required(entry.Key.Text).Text, context.Versions.Relative(versions, span)));
        }

        cover.ReportGap(span, "content", texts.At);
        return new(linked);
    }

    /// <summary>What it means when the packet ends before the field.</summary>
    public string? WhenOmitted(NodeReader row, WireType? type)
    {
        if (row.Word("when-omitted") is not { } word || type is null) return null;
        if (row.Has("each") || HasContent(row) || type.IsRest || place.IsItem)
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected no 'when-omitted' of a list, of fixed content, of all that is left or in an item.", word.At);
            return null;
        }

        if (type.Base is WireBase.Properties || WireBases.Capacity(type.Base) is null) return row.Choice("when-omitted", None);
        if (word.Text == None && !row.Has("bits")) return None;
        if (type.Base is not WireBase.ReasonCode) return _values.Value(row, "when-omitted", type);

        var names = place.Packet.ReasonCodes.Select(use => use.Name).ToList();
        if (names.Contains(word.Text)) return word.Text;

        context.Bag.ReportUnknown(DiagnosticIds.UnknownReasonCode, $"a reason code of {place.Packet.Name}", word, names);
        return null;
    }

    /// <summary>What another value, reason code or fixed content breaks.</summary>
    public RuleRef? BadValue(NodeReader row, Field field, RuleRef? rule)
    {
        if (HasContent(row))
        {
            var standIn = rule ?? context.StandIn(row.Has("sets") ? BuiltInRules.UnknownVersion : BuiltInRules.OtherContent);
            if (standIn is null) row.ReportMissing("rule");
            return standIn;
        }

        var own = _shapes.OfRange(row);
        if (field.Type?.Base is WireBase.ReasonCode) return own ?? context.Faults!.UnknownReasonCode;

        var broken = own ?? field.Type?.BadValue;
        if (broken is not null || (field.In is null && field.Length is null && field.Type?.IsEnum != true)) return broken;

        broken = context.StandIn(BuiltInRules.BadValue);
        if (broken is null)
        {
            context.Bag.Report(
                DiagnosticIds.MissingKey,
                $"Found no rule for a value of '{field.Name}' that is not allowed, expected 'breaks: {{ range: ... }}' here or 'rule' at its type.",
                row.Place("name"));
        }

        return broken;
    }
}
