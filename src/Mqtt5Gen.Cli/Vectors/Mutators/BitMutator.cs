using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>A fixed bit turned over, and bits that hold no value of their type.</summary>
internal sealed class BitMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Minimal is not { } minimal) yield break;

        var flags = PacketEncoder.FlagsOf(minimal);
        foreach (var (what, value, rule) in Bad(context, context.Packet.Flags, flags, context.Faults.FixedFlags))
        {
            yield return new($"Flags{what}", context.Encode(minimal.With(PacketContent.Flags, new FieldValue.Number(value))), rule);
        }

        foreach (var place in context.Case.Places())
        {
            foreach (var field in place.Group.Fields.Where(field => field.Bits.Count > 0 && context.Case.Has(field)))
            {
                if (context.With(place, field) is not { } content) continue;

                var whole = BitEncoder.Write(field.Bits, context.Case.Version, place.Members(content));
                foreach (var (what, value, rule) in Bad(context, field.Bits, whole, field.BadValue ?? field.Missing))
                {
                    yield return new($"{field.Name}{what}", context.Encode(place.With(content, field.Name, new FieldValue.Number(value))), rule);
                }
            }
        }
    }

    private static IEnumerable<(string What, int Value, RuleRef Rule)> Bad(MutationContext context, EquatableArray<BitField> bits, int whole, RuleRef otherwise)
    {
        foreach (var bit in bits.Where(bit => !bit.IsUnused && bit.Versions.Contains(context.Case.Version)))
        {
            var width = bit.High - bit.Low + 1;
            if (bit.Name is null)
            {
                for (var one = bit.High; one >= bit.Low; one--) yield return (string.Create(CultureInfo.InvariantCulture, $"Bit{one}"), whole ^ (1 << one), bit.Rule ?? otherwise);
            }
            else if (bit.Type is { IsEnum: true } type && type.Values.Count < 1 << width)
            {
                var unlisted = Enumerable.Range(0, 1 << width).First(value => type.Values.All(row => row.Value != value));
                var others = whole & ~(((1 << width) - 1) << bit.Low);
                yield return (string.Create(CultureInfo.InvariantCulture, $"{bit.Name}{unlisted}"), others | (unlisted << bit.Low), bit.Rule ?? otherwise);
            }
        }
    }
}
