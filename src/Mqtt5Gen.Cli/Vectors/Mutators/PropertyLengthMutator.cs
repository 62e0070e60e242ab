using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Properties that end elsewhere than their length says, and lengths and identifiers that are written otherwise than they may be.</summary>
internal sealed class PropertyLengthMutator : IMutator
{
    private static readonly byte[] NotShortest = [0x80, 0x00];
    private static readonly byte[] TooLong = [0x80, 0x80, 0x80, 0x80, 0x00];
    private static readonly byte[] BeyondThePacket = [0xFF, 0xFF, 0xFF, 0x7F];

    public IEnumerable<Mutant> Mutate(MutationContext context) =>
        context.Case.Places().SelectMany(place => place.Group.Fields
            .Where(field => field.PropertySet is not null && context.Case.Has(field))
            .SelectMany(field => OfField(context, place, field)))
        .Concat(context.Slots().Where(row => row.Slot.Property is not null).Select(row => CutInside(context, row.Slot, row.Base)));

    private static IEnumerable<Mutant> OfField(MutationContext context, Place place, Field field)
    {
        if (context.With(place, field) is not { } content) yield break;

        var faults = context.Faults;
        yield return Mutant("LengthIsNotShortest", NotShortest, faults.LengthNotShortest);
        yield return Mutant("LengthIsTooLong", TooLong, faults.LengthTooLong);
        yield return Mutant("LengthIsBeyondThePacket", BeyondThePacket, faults.PropertyLength);
        yield return Mutant("IdIsNotShortest", [(byte)NotShortest.Length, .. NotShortest], faults.LengthNotShortest);
        yield return Mutant("IdIsTooLong", [(byte)TooLong.Length, .. TooLong], faults.LengthTooLong);
        yield return Mutant("EndInsideAnId", [1, 0x80], faults.PropertyLength);

        Mutant Mutant(string what, byte[] bytes, RuleRef rule) =>
            new($"{field.Name}{what}", context.Encode(place.With(content, field.Name, new FieldValue.Verbatim(bytes))), rule);
    }

    private static Mutant CutInside(MutationContext context, Slot slot, PacketContent content)
    {
        var value = new List<byte>();
        ValueEncoder.Write(value, slot.Form.Type, Samples.Of(slot.Form, SampleSize.Minimal));
        return new($"{slot.Name}IsCut", context.Encode(slot.Put(content, new FieldValue.Verbatim(value.ToArray()[..^1]))), slot.Form.Missing);
    }
}
