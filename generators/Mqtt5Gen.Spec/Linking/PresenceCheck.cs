using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that a bit which tells of a field's presence is what the field's presence hangs on.</summary>
internal static class PresenceCheck
{
    public static void Run(IEnumerable<SpecEntry> bits, IReadOnlyList<Field> fields, DiagnosticBag bag)
    {
        foreach (var bit in bits.Select(entry => entry.Value).OfType<SpecMapping>())
        {
            if (bit["name"] is not SpecScalar name || bit["means"] is not SpecScalar means) continue;
            if (ConditionWord.Split(means).ToArray() is not [var told, _, { Text: "present" }]) continue;
            if (fields.FirstOrDefault(field => field.Name == told.Text) is not { } field || HangsOn(field, name.Text)) continue;

            bag.Report(DiagnosticIds.Condition, $"Found '{means.Text}', expected a field with 'if: {name.Text}'.", means.At);
        }
    }

    private static bool HangsOn(Field field, string bit) =>
        field.If?.Terms.Any(term => term is { Kind: TermKind.IsSet, Not: false } && term.Left.Name == bit) == true;
}
