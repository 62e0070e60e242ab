using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the types of fields: what each is written as, what it allows and what a breach breaks.</summary>
internal sealed class WireTypeLinker(LinkContext context)
{
    private static readonly string[] Keys = ["name", "base", "spelled", "in", "length", "size", "values", "shape", "rule", "about"];

    private readonly ValueReader _values = new(context.Bag);
    private readonly ShapeLinker _shapes = new(context);

    public void Link()
    {
        NameTable<WireType> rows = new(DiagnosticIds.UnknownType, "a wire type", context.Bag);
        foreach (var node in context.Sections.Rows("wire-types"))
        {
            var row = context.Read(node, "a wire type", Keys);
            var name = row.Required("name");
            if (context.Bag.IsOverlay(row.At) && WireBases.TryFind(name.Text) is not null && !rows.Contains(name.Text))
            {
                context.Bag.ReportTaken($"Found '{name.Text}', expected the name of a type that the base does not have.", name.At, null);
                continue;
            }

            if (Base(row, name) is { } wireBase) rows.Add(name, Link(row, name, wireBase));
            else context.Bag.Excuse(name.Text);
        }

        foreach (var (name, wireBase) in WireBases.All)
        {
            context.Types.Put(name, new(name, Spelling.OfWords(name), wireBase, null, default, default, null, null));
        }

        context.Types.Put(rows);
    }

    private WireType Link(NodeReader row, SpecScalar name, WireBase wireBase)
    {
        if (name.Text.Length > 0 && !Spelling.IsHyphened(name.Text))
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{name.Text}' as the name of a wire type, expected lower-case words joined by hyphens.", name.At);
        }

        var spelled = row.Has("spelled") ? row.Name("spelled").Text : Spelling.OfWords(name.Text);
        var bounds = _values.Range(row, "in", wireBase);
        EquatableArray<EnumValue> values = new(Values(row, wireBase).OrderBy(value => value.Value));
        var rule = context.Rules.Cite(row);
        var length = _values.Length(row, wireBase);
        var badValue = bounds is not null || length is not null || values.Count > 0 ? rule : null;
        return new(name.Text, spelled, wireBase, bounds, values, _shapes.OfType(row, wireBase), badValue, row.Text("about"))
        {
            Length = length,
            Size = Size(row, wireBase),
        };
    }

    private int? Size(NodeReader row, WireBase wireBase)
    {
        if (!row.Has("size")) return null;

        if (wireBase is not (WireBase.Utf8 or WireBase.Binary))
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found a size of '{row.Text("base") ?? row.Text("name")}', expected none: only utf8 and binary may have a fixed one.", row.Place("size"));
            return null;
        }

        return row.RequiredNumber("size", 1, ushort.MaxValue);
    }

    private WireBase? Base(NodeReader row, SpecScalar name)
    {
        if (row.Word("base") is not { } word)
        {
            if (WireBases.TryFind(name.Text) is { } builtIn && builtIn is not WireBase.Bits) return builtIn;

            row.ReportMissing("base");
            return null;
        }

        if (WireBases.TryFind(word.Text) is { } found) return found;

        context.Bag.ReportUnknown(DiagnosticIds.UnknownType, "a built-in type", word, WireBases.Names);
        return null;
    }

    private IEnumerable<EnumValue> Values(NodeReader row, WireBase wireBase)
    {
        var names = new HashSet<string>();
        var numbers = new HashSet<long>();
        foreach (var entry in row.Entries("values"))
        {
            var isNumber = Numbers.TryParse(entry.Key.Text, out var number);
            if (!isNumber || WireBases.Capacity(wireBase) is not { } capacity || number > Math.Min(capacity.Max, int.MaxValue) || wireBase is WireBase.ReasonCode)
            {
                context.Bag.Report(DiagnosticIds.ImpossibleRange, $"Found '{entry.Key.Text}' as a value, expected a number that the type can hold.", entry.Key.At);
                continue;
            }

            if (entry.Value is not SpecScalar name || !Spelling.IsPascal(name.Text))
            {
                context.Bag.Report(DiagnosticIds.WrongValue, $"Found no name for '{entry.Key.Text}', expected letters and digits, beginning with a capital.", entry.Value.At);
                continue;
            }

            if (!names.Add(name.Text) || !numbers.Add(number))
            {
                context.Bag.Report(DiagnosticIds.Duplicate, $"Found '{name.Text}' or its number a second time, expected every value and name once.", name.At);
                continue;
            }

            yield return new(name.Text, (int)number);
        }
    }
}
