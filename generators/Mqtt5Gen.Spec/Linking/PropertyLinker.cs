using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the properties, and puts each into the sets that it is allowed in.</summary>
internal sealed class PropertyLinker(LinkContext context)
{
    private static readonly string[] Keys =
        ["id", "name", "plural", "type", "in", "rule", "breaks", "cites", "when-absent", "allowed", "about"];

    private static readonly string[] PlaceKeys = ["in", "sent-by", "rule", "breaks", "repeats", "when-absent"];

    private readonly ValueReader _values = new(context.Bag);
    private readonly ShapeLinker _shapes = new(context);
    private readonly Dictionary<int, string> _ids = [];

    public EquatableArray<PropertyId> Linked => new(context.Properties.Values.OrderBy(property => property.Id));

    public void Link()
    {
        foreach (var node in context.Sections.Rows("properties")) Add(context.Read(node, "a property", Keys));
    }

    private void Add(NodeReader row)
    {
        var name = row.Name("name");
        var id = row.RequiredNumber("id", 0, 127);
        if (_ids.TryGetValue(id, out var other))
        {
            context.Bag.Report(DiagnosticIds.Duplicate, $"Found id '{row.Text("id")}' a second time, expected an id of its own: '{other}' has it.", row.Place("id"));
        }

        _ids[id] = name.Text;
        context.Properties.Add(name, new(id, name.Text, row.Text("about")));
        context.Rules.Cite(row, "cites");
        var rule = context.Rules.Cite(row);
        var allowed = row.Items("allowed");
        row.ReportMissing("allowed");
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
            row.Text("about"));
        if (IsSilent(property))
        {
            property = property with { BadValue = context.StandIn(BuiltInRules.BadValue) };
            if (IsSilent(property)) row.ReportMissing("rule");
        }

        foreach (var node in allowed) Allow(property, row, NodeReader.OrWord(node, "a place of a property", PlaceKeys, context.Bag));
    }

    private WireType? FindType(NodeReader row)
    {
        var word = row.Required("type");
        if (context.Types.Find(word) is not { } type) return null;
        if (type.Base is not (WireBase.Bits or WireBase.Rest or WireBase.Properties or WireBase.ReasonCode)) return type;

        context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a type that a property can have: a number, text or data.", word.At);
        return null;
    }

    private void Allow(Property property, NodeReader row, NodeReader place)
    {
        var word = place.Required("in");
        if (context.Sets.Find(word) is not { } set) return;

        if (set.Properties.Any(other => other.Name == property.Name))
        {
            context.Bag.Report(DiagnosticIds.Duplicate, $"Found '{word.Text}' a second time, expected every packet once.", word.At);
            return;
        }

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
    private static bool IsSilent(Property property) => property.BadValue is null && (property.In is not null || property.Type.IsEnum);
}
