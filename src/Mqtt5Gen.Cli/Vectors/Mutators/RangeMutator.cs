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
            foreach (var number in Bad(slot.Form))
            {
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"{slot.Name}Of{number}"),
                    context.Encode(slot.Put(content, new FieldValue.Number(number))),
                    slot.Form.BadValue);
            }
        }
    }

    private static IEnumerable<long> Bad(ValueForm form)
    {
        if (form.Type.Base is not (WireBase.U8 or WireBase.U16 or WireBase.U32 or WireBase.VarInt)) return [];

        var capacity = Samples.Capacity(form.Type);
        var bad = new List<long>();
        if (form.In is { } bounds) bad.AddRange([bounds.Min - 1, bounds.Max + 1]);
        if (form.Type.IsEnum) bad.Add(Enumerable.Range(0, form.Type.Values.Count + 1).First(value => form.Type.Values.All(row => row.Value != value)));
        return bad.Where(value => value >= 0 && value <= capacity).Distinct();
    }
}
