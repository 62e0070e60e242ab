using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Reason codes that stand in no table, or in that of the other side; also where leaving one out says it.</summary>
internal sealed class ReasonCodeMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        var bad = Bad(context).ToList();
        foreach (var (slot, content) in context.Slots().Where(row => row.Slot.Form.Type.Base is WireBase.ReasonCode))
        {
            foreach (var code in bad)
            {
                var value = new FieldValue.Verbatim(new[] { (byte)code });
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{slot.Name}0x{code:X2}"), context.Encode(slot.Put(content, value)), slot.Form.BadValue);
            }

            if (slot.Field.WhenOmitted is not { } omitted || !bad.Contains(ReasonCodeTable.Code(context.Packet, omitted))) continue;

            // With it goes all that may be left out.
            var without = context.Case.Packet.Fields.Where(field => field.WhenOmitted is not null).Aggregate(content, (left, field) => left.Without(field.Name));
            yield return new($"{slot.Name}LeftOut", context.Encode(without), slot.Form.BadValue);
        }
    }

    // The lowest and the highest that no side may send, and all that only the other side may.
    private static IEnumerable<int> Bad(MutationContext context)
    {
        var wire = Enumerable.Range(0, 256).Select(code => (Wire: code, Code: ReasonCodeTable.FromWire(context.Packet, code, context.Case.Version))).ToList();
        var unknown = wire.Where(row => context.Packet.ReasonCodes.All(use => use.Code != row.Code)).Select(row => row.Wire).ToList();
        var others = wire.Where(row => !unknown.Contains(row.Wire) && !ReasonCodeTable.MayStand(context.Packet, row.Code, context.Case.Sender)).Select(row => row.Wire);
        return unknown.Count == 0 ? others : others.Concat([unknown[0], unknown[^1]]).Distinct().Order();
    }
}
