using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the properties, and puts each into the sets that it is allowed in.</summary>
internal sealed class PropertyLinker(LinkContext context)
{
    private static readonly string[] Keys =
        ["id", "name", "plural", "type", "in", "length", "rule", "breaks", "cites", "when-absent", "allowed", "about"];

    // The highest identifier of two bytes: generated code looks forms up by identifier, in a table that ends with the highest in use.
    private const int MaximumId = 16_383;

    // The presence of a set's properties is kept in the bits of a long.
    private const int MostInASet = 64;

    private static readonly string[] PlaceKeys = ["in", "sent-by", "rule", "breaks", "repeats", "when-absent"];

    private readonly ValueReader _values = new(context.Bag);
    private readonly ShapeLinker _shapes = new(context);
    private readonly Dictionary<int, SpecScalar> _ids = [];
    private readonly Dictionary<string, (Property Property, NodeReader Row)> _linked = [];

    public EquatableArray<PropertyId> Linked => new(context.Properties.Values.OrderBy(property => property.Id));

    public void Link()
    {
        foreach (var node in context.Sections.Rows("properties")) Add(context.Read(node, "a property", Keys));

        foreach (var row in new OverlayRows(context).Allowed("property")) AllowFurther(row);
    }

    private void Add(NodeReader row)
    {
        var name = row.Name("name");
        var number = row.NumberWithin("id", 0, MaximumId);
        var id = number ?? 0;
        if (number is not null && _ids.TryGetValue(id, out var other))
        {
            context.Bag.ReportTaken($"Found id '{row.Text("id")}' a second time, expected an id of its own: '{other.Text}' has it.", row.Place("id"), other.At);
        }

        if (number is not null) _ids[id] = name;
        context.Properties.Add(name, new(id, name.Text, row.Text("about")));
        context.Rules.Cite(row, "cites");
        var rule = context.Rules.Cite(row);
        var allowed = row.Items("allowed");
        row.ReportMissing("allowed");
        if (row.Node("allowed") is not SpecSequence) context.Bag.Excuse(name.Text);
        if (row.Node("allowed") is SpecSequence { Items.Count: 0 })
        {
            context.Bag.Report(DiagnosticIds.PropertyAllowedNowhere, $"Found no packet for '{name.Text}', expected at least one.", row.Place("allowed"));
        }

        if (FindType(row) is not { } type)
        {
            context.Bag.Excuse(name.Text);
            return;
        }

        Property property = new(
            id,
            name.Text,
            row.Has("plural") ? row.Name("plural").Text : name.Text + "s",
            type,
            _values.Range(row, "in", type.Base) ?? type.In,
            rule ?? _shapes.OfRange(row) ?? type.BadValue,
            default,
            _values.Value(row, "when-absent", type),
            Role.Both,
            context.Faults!.WrongPropertySender,
            Repeats: false,
            row.Text("about"))
        { Length = _values.Length(row, type.Base) ?? type.Length };
        if (IsSilent(property))
        {
            property = property with { BadValue = context.StandIn(BuiltInRules.BadValue) };
            if (IsSilent(property)) row.ReportMissing("rule");
        }

        _linked[name.Text] = (property, row);
        foreach (var place in allowed.Select(node => NodeReader.OrWord(node, "a place of a property", PlaceKeys, context.Bag)))
        {
            Allow(property, row, place, place.Required("in"));
        }
    }

    private WireType? FindType(NodeReader row)
    {
        var word = row.Required("type");
        if (context.Types.Find(word) is not { } type) return null;
        var isAlone = type.Base is WireBase.Bits or WireBase.Rest or WireBase.Utf8Rest or WireBase.Properties or WireBase.ReasonCode;
        if (!isAlone && type.Size is null) return type;

        context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a type that a property can have: a number, text or data.", word.At);
        return null;
    }

    private void AllowFurther(NodeReader row)
    {
        var word = row.Required("property");
        row.ReportMissing("in");
        if (!_linked.TryGetValue(word.Text, out var known))
        {
            context.Bag.ReportUnknown(DiagnosticIds.OverlayLacks, "a property of the protocol", word, context.Properties.Names);
            return;
        }

        foreach (var place in row.Words("in")) Allow(known.Property, known.Row, row, place);
    }

    private void Allow(Property property, NodeReader row, NodeReader place, SpecScalar word)
    {
        if (context.Sets.Find(word) is not { } set) return;

        if (set.Properties.Any(other => other.Name == property.Name))
        {
            context.Bag.ReportTaken($"Found '{word.Text}' a second time, expected every packet once.", word.At, set.Places[property.Name]);
            return;
        }

        if (set.Properties.Count == MostInASet)
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}' with property number {MostInASet + 1}, expected at most {MostInASet} in one set.", word.At);
            return;
        }

        set.Places[property.Name] = word.At;
        set.Properties.Add(property with
        {
            BadValue = _shapes.OfRange(place) ?? property.BadValue,
            Shapes = _shapes.OfPlace(property.Type, set.Span, row, place),
            WhenAbsent = _values.Value(place, "when-absent", property.Type) ?? property.WhenAbsent,
            SentBy = context.Roles.Read(place, "sent-by") ?? Role.Both,
            WrongSender = context.Rules.Cite(place) ?? property.WrongSender,
            Repeats = place.Flag("repeats"),
        });
    }

    // A range that nothing guards would let every value through.
    private static bool IsSilent(Property property) => property.BadValue is null && (property.In is not null || property.Length is not null || property.Type.IsEnum);
}
