using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the fields of a packet, and of its items, in wire order.</summary>
internal sealed class FieldLinker(LinkContext context, FieldPlace place)
{
    private readonly ValueReader _values = new(context.Bag);
    private readonly ShapeLinker _shapes = new(context);
    private readonly FieldValueLinker _content = new(context, place);

    public Field Link(FieldRow field)
    {
        var row = field.Row;
        var name = row.Name("name");
        var span = context.Versions.Read(row.Word("versions"), place.Span);
        var around = place with { Span = span };
        var type = Type(field);
        var condition = new ConditionParser(context, place.Scope).Parse(row.Word("if"));
        var rule = context.Rules.Cite(row);
        Field linked = new(
            name.Text,
            type,
            _content.HasContent(row) || row.Has("at-least") ? context.Faults!.Truncated : rule ?? context.Faults!.Truncated,
            type is null ? null : _values.Range(row, "in", type.Base) ?? type.In,
            null,
            type is null ? default : _shapes.OfPlace(type, span, row),
            condition,
            context.Versions.Relative(span, place.Span),
            _content.Fixed(row, span),
            _content.SetsVersion(row),
            _content.WhenOmitted(row, type),
            row.Has("bits") ? new BitLinker(context, around, 7, null).Link(field.Bits, row, "bits") : default,
            type?.Base is WireBase.Properties ? SetOf(row) : null,
            row.Has("each") ? Each(field, around, rule) : null,
            row.Text("about"))
        { Length = type is null ? null : _values.Length(row, type.Base) ?? type.Length };
        var isOptional = row.Has("if") || linked.WhenOmitted is "none" || (field.Bits.Count > 0 && row.Has("when-omitted"));
        if (type is null && !row.Has("fields")) context.Bag.Excuse(name.Text);
        else place.Scope.Add(name, new(OperandKind.Field, name.Text, row.Has("each") || _content.HasContent(row) ? null : type, isOptional));
        return linked with { BadValue = _content.BadValue(row, linked, rule), Narrowed = new NarrowLinker(context).OfField(row, linked) };
    }

    private WireType? Type(FieldRow field)
    {
        var row = field.Row;
        if (row.Has("fields"))
        {
            row.ReportMissing("each");
            if (place.IsItem) ReportWrong("'fields'", "none in an item: items do not nest", row.Place("fields"));
            return null;
        }

        var word = row.Required(row.Has("each") ? "each" : "type");
        if (context.Types.Find(word) is not { } type) return null;

        if (Misplaced(field, type) is { } expected) ReportWrong($"'{word.Text}'", expected, word.At);
        if (type.Base is WireBase.ReasonCode && place.Packet.ReasonCodes.Count == 0)
        {
            context.Bag.Report(DiagnosticIds.UnknownReasonCode, $"Found '{word.Text}', expected a reason code that names {place.Packet.Name} among its packets.", word.At);
        }

        return type;
    }

    // What is expected in place of the type, or null.
    private string? Misplaced(FieldRow field, WireType type)
    {
        var row = field.Row;
        var isWhole = type.IsRest || type.Base is WireBase.Properties;
        if (type.Base is WireBase.Bits) return "a type of bytes: it lives in bit fields only";
        if (place.IsItem && (isWhole || row.Has("each") || row.Has("sets") || type.Base is WireBase.ReasonCode)) return "a plain field in an item: a number, text or data";
        if (row.Has("each") && (isWhole || type.Size is not null)) return "a type that can repeat: a number, text or data with a length of its own";
        return field.Bits.Count > 0 && type.Base is not WireBase.U8 ? "'u8' with bits" : null;
    }

    private void ReportWrong(string found, string expected, SpecLocation at) =>
        context.Bag.Report(DiagnosticIds.WrongValue, $"Found {found}, expected {expected}.", at);

    private string? SetOf(NodeReader row)
    {
        var name = row.Text("set") ?? place.Packet.Name;
        if (context.Sets.TryFind(name) is not { } set) return null;

        if (!row.Has("set")) place.Scope.Add(set.Properties);
        return set.Spelled;
    }

    private Repetition Each(FieldRow field, FieldPlace around, RuleRef? rule)
    {
        var row = field.Row;
        var atLeast = row.Has("at-least") ? row.RequiredNumber("at-least", 0, int.MaxValue) : 0;
        if (atLeast > 0 && (rule ??= context.StandIn(BuiltInRules.TooFew)) is null) row.ReportMissing("rule");
        return new(atLeast, rule ?? context.Faults!.Truncated, row.Has("fields") ? Item(field, around) : null);
    }

    private Item Item(FieldRow field, FieldPlace around)
    {
        var row = field.Row;
        Scope scope = new(field.Fields.SelectMany(inner => inner.Names), context.Bag);
        FieldPlace inside = around with { Scope = scope, FieldNames = [.. field.Fields.Select(inner => inner.Name)], IsItem = true };
        FieldLinker fields = new(context, inside);
        CheckLinker checks = new(context, inside);
        return new(
            row.Name("each").Text,
            new(field.Fields.Select(fields.Link)),
            checks.Checks(row),
            checks.Limits(row),
            row.Text("about"));
    }
}
