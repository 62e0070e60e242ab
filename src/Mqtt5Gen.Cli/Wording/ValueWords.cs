using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>What may stand in a field or a property.</summary>
internal static class ValueWords
{
    /// <summary>The allowed values in words; nothing where the type allows all that it can hold.</summary>
    public static string Of(WireType? type, Bounds? bounds, Bounds? length, IEnumerable<Narrowing> narrowed, IEnumerable<ShapeRule> shapes, Words words)
    {
        List<string> parts = [];
        if (type is { IsEnum: true }) parts.Add(TypeWords.Values(type));
        else if (bounds is not null) parts.Add(Words.Range(bounds));

        if (length is not null) parts.Add($"{Words.Range(length)} {(type?.IsText == true ? "characters" : "bytes")}");
        parts.AddRange(narrowed.Select(narrowing => $"narrowed to {Words.Range(narrowing.In)}"));
        foreach (var shape in shapes)
        {
            var versions = words.Versions(shape.Versions);
            parts.Add(TypeWords.Shape(shape.Shape) + (versions.Length > 0 ? $" ({versions})" : ""));
        }

        return string.Join("; ", parts);
    }
}
