using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>The row of a field, with the rows of its bits and of its items' fields.</summary>
/// <param name="Row">The field's own keys.</param>
/// <param name="Bits">Its bits, most significant first as written.</param>
/// <param name="Fields">The fields of its items.</param>
internal sealed record FieldRow(NodeReader Row, IReadOnlyList<BitRow> Bits, IReadOnlyList<FieldRow> Fields)
{
    private static readonly string[] Keys =
    [
        "name", "type", "rule", "in", "length", "breaks", "if", "versions", "value", "sets", "when-omitted", "bits", "each", "at-least", "fields",
        "checks", "limits", "set", "about",
    ];

    /// <summary>The field's name, or nothing where it is missing.</summary>
    public string Name => Row.Text("name") ?? "";

    /// <summary>The names that the field adds to a condition's scope.</summary>
    public IEnumerable<string> Names => [.. Bits.Select(bit => bit.Row.Text("name")).OfType<string>(), Name];

    public static FieldRow Read(SpecNode node, LinkContext context)
    {
        var row = context.Read(node, "a field", Keys);
        return new(
            row,
            BitRow.ReadAll(row, "bits", context),
            [.. row.Items("fields").Select(field => Read(field, context))]);
    }
}
