using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Variable Byte Integers with needless bytes, or with more than four.</summary>
internal sealed class VarIntMutator : IMutator
{
    private static readonly byte[] NotShortest = [0x81, 0x00];
    private static readonly byte[] TooLong = [0x81, 0x80, 0x80, 0x80, 0x00];

    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        foreach (var (slot, content) in context.Slots().Where(row => row.Slot.Form.Type.Base is WireBase.VarInt))
        {
            yield return new($"{slot.Name}IsNotShortest", context.Encode(slot.Put(content, new FieldValue.Verbatim(NotShortest))), context.Faults.LengthNotShortest);
            yield return new($"{slot.Name}IsTooLong", context.Encode(slot.Put(content, new FieldValue.Verbatim(TooLong))), context.Faults.LengthTooLong);
        }
    }
}
