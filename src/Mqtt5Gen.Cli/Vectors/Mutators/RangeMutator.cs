using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Numbers outside the allowed range, and values that an enumeration does not list.</summary>
internal sealed class RangeMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        foreach (var (slot, content) in context.Slots())
        {
            foreach (var (number, rule) in Bad(slot.Form))
            {
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"{slot.Name}Of{number}"),
                    context.Encode(slot.Put(content, new FieldValue.Number(number))),
                    rule);
            }
        }
    }

    private static IEnumerable<(long Number, RuleRef Rule)> Bad(ValueForm form)
    {
        if (form.Type.Base is not (WireBase.U8 or WireBase.U16 or WireBase.U32 or WireBase.VarInt)) return [];

        var bad = new List<(long Number, RuleRef Rule)>();
        if (form.In is { } bounds) bad.AddRange(Around(bounds, form.BadValue));
        if (form.Type.IsEnum) bad.Add((Enumerable.Range(0, form.Type.Values.Count + 1).First(value => form.Type.Values.All(row => row.Value != value)), form.BadValue));

        // What lies outside the base's range breaks the base's rule.
        bad.AddRange(form.Narrowed.SelectMany(narrowing => Around(narrowing.In, narrowing.Rule)).Where(row => IsWithin(form, row.Number)));
        return bad.Where(row => row.Number >= 0 && row.Number <= Samples.Capacity(form.Type)).DistinctBy(row => row.Number);
    }

    private static IEnumerable<(long Number, RuleRef Rule)> Around(Bounds bounds, RuleRef rule) => [(bounds.Min - 1, rule), (bounds.Max + 1, rule)];

    private static bool IsWithin(ValueForm form, long number) =>
        form.Type.IsEnum ? form.Type.Values.Any(row => row.Value == number) : form.In is not { } bounds || (number >= bounds.Min && number <= bounds.Max);
}
