using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads ranges and single values, and checks that their type can hold them.</summary>
internal sealed class ValueReader(DiagnosticBag bag)
{
    /// <summary>The range at a key, or null.</summary>
    public Bounds? Range(NodeReader row, string key, WireBase wireBase)
    {
        if (row.Word(key) is not { } word) return null;

        if (Numbers.TryParseBounds(word.Text) is not { } bounds)
        {
            bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a range like 1..65535.", word.At);
            return null;
        }

        if (WireBases.Capacity(wireBase) is not { } capacity)
        {
            bag.Report(DiagnosticIds.ImpossibleRange, $"Found the range '{word.Text}', expected none: the type holds no number.", word.At);
            return null;
        }

        if (bounds.Min > bounds.Max || bounds.Max > capacity.Max)
        {
            bag.Report(DiagnosticIds.ImpossibleRange, $"Found '{word.Text}', expected a range within {capacity.Min}..{capacity.Max}, the lower end first.", word.At);
        }

        return bounds;
    }

    /// <summary>The range of lengths that a text or data may have, or null.</summary>
    public Bounds? Length(NodeReader row, WireBase wireBase)
    {
        if (row.Word("length") is not { } word) return null;

        if (Numbers.TryParseBounds(word.Text) is not { } bounds)
        {
            bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}', expected a range like 1..23.", word.At);
            return null;
        }

        if (!WireBases.HoldsBytes(wireBase))
        {
            bag.Report(DiagnosticIds.ImpossibleRange, $"Found the length '{word.Text}', expected none: only text and data have one.", word.At);
            return null;
        }

        if (bounds.Min > bounds.Max) bag.Report(DiagnosticIds.ImpossibleRange, $"Found '{word.Text}', expected the lower end first.", word.At);
        return bounds;
    }

    /// <summary>A value of the type: a named value's name, a number in decimal, or text. Null where there is none at the key.</summary>
    public string? Value(NodeReader row, string key, WireType? type)
    {
        if (row.Word(key) is not { } word) return null;
        if (type is null) return word.Text;
        if (type.IsEnum) return NamedValue(word, type);
        if (WireBases.Capacity(type.Base) is not { } capacity) return word.Text;
        if (Numbers.TryParse(word.Text, out var number) && number <= capacity.Max) return Numbers.Text(number);

        bag.Report(DiagnosticIds.ImpossibleRange, $"Found '{word.Text}', expected a number that '{type.Name}' can hold: {capacity.Min}..{capacity.Max}.", word.At);
        return null;
    }

    private string? NamedValue(SpecScalar word, WireType type)
    {
        var isNumber = Numbers.TryParse(word.Text, out var number);
        foreach (var value in type.Values)
        {
            if (value.Name == word.Text || (isNumber && value.Value == number)) return value.Name;
        }

        bag.ReportUnknown(DiagnosticIds.ImpossibleRange, $"a value of '{type.Name}'", word, type.Values.Select(value => value.Name));
        return null;
    }
}
