using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links what text must look like, and which rule each shape breaks where the text stands.</summary>
internal sealed class ShapeLinker(LinkContext context)
{
    /// <summary>The key of <c>breaks</c> for a value outside the range.</summary>
    public const string RangeKey = "range";

    private static readonly string[] RuleKeys = ["rule", "versions"];
    private static readonly (string Name, Shape Shape)[] Shapes =
    [
        ("not-empty", Shape.NotEmpty), ("no-wildcards", Shape.NoWildcards), ("hash-is-last", Shape.HashIsLast),
        ("plus-fills-level", Shape.PlusFillsLevel), ("share-has-name", Shape.ShareHasName), ("share-name-is-plain", Shape.ShareNameIsPlain),
    ];

    private static IEnumerable<string> Names => Shapes.Select(entry => entry.Name);

    /// <summary>The shapes of a type.</summary>
    public EquatableArray<ShapeRule> OfType(NodeReader row, WireBase wireBase)
    {
        var shapes = new List<ShapeRule>();
        foreach (var entry in row.Entries("shape"))
        {
            if (wireBase is not (WireBase.Utf8 or WireBase.Utf8Rest))
            {
                context.Bag.Report(DiagnosticIds.UnknownShape, $"Found the shape '{entry.Key.Text}', expected none: only text has a shape.", entry.Key.At);
                continue;
            }

            if (Find(entry.Key, Names) is { } shape) shapes.Add(Link(shape, entry.Value));
        }

        return new(shapes);
    }

    /// <summary>The shapes of a type as they bind one place: the rules that its rows name (a later one before an earlier), the versions relative to its own.</summary>
    public EquatableArray<ShapeRule> OfPlace(WireType type, VersionSpan around, params NodeReader[] rows)
    {
        var own = new Dictionary<Shape, RuleRef>();
        foreach (var row in rows) Collect(row, type, own);

        var versions = context.Versions;
        return new(
            from shape in type.Shapes
            let span = versions.Span(shape.Versions).Within(around)
            where !span.IsEmpty
            select new ShapeRule(shape.Shape, own.TryGetValue(shape.Shape, out var rule) ? rule : shape.Rule, versions.Relative(span, around)));
    }

    /// <summary>The rule that the place names for a value outside the range, or null.</summary>
    public RuleRef? OfRange(NodeReader row) => row.Entries("breaks").Any(entry => entry.Key.Text == RangeKey) ? Broken(row, RangeKey) : null;

    private void Collect(NodeReader row, WireType type, Dictionary<Shape, RuleRef> own)
    {
        foreach (var entry in row.Entries("breaks"))
        {
            if (entry.Key.Text == RangeKey) continue;

            var known = Shapes.Where(shape => type.Shapes.Any(rule => rule.Shape == shape.Shape)).Select(shape => shape.Name);
            if (Find(entry.Key, known) is { } shape && Broken(row, entry.Key.Text) is { } rule) own[shape] = rule;
        }
    }

    private RuleRef? Broken(NodeReader row, string shape)
    {
        NodeReader breaks = new(row.Node("breaks")!, "what a fault breaks", [.. row.Entries("breaks").Select(entry => entry.Key.Text)], context.Bag);
        return context.Rules.Cite(breaks, shape);
    }

    private ShapeRule Link(Shape shape, SpecNode value)
    {
        var node = value is SpecMapping ? value : new SpecMapping(new([new(new("rule", false, value.At), value)]), value.At);
        var row = context.Read(node, "a shape", RuleKeys);
        var span = context.Versions.Read(row.Word("versions"), context.Versions.All);
        return new(shape, context.Rules.CiteRequired(row), context.Versions.Relative(span, context.Versions.All));
    }

    private Shape? Find(SpecScalar word, IEnumerable<string> known)
    {
        foreach (var entry in Shapes)
        {
            if (entry.Name == word.Text && known.Contains(word.Text)) return entry.Shape;
        }

        context.Bag.ReportUnknown(DiagnosticIds.UnknownShape, "a shape that the type has", word, known);
        return null;
    }
}
