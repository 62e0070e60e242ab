using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Text and data that is shorter or longer than it may be.</summary>
internal sealed class LengthMutator : IMutator
{
    // Longer text fits into no packet that is worth writing down.
    private const int Longest = 1_000;

    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        foreach (var (slot, content) in context.Slots())
        {
            if (slot.Form is not { Length: { } bounds, Type.Size: null }) continue;

            foreach (var length in new[] { bounds.Min - 1, bounds.Max + 1 }.Where(length => length is >= 0 and <= Longest))
            {
                FieldValue value = slot.Form.Type.IsText ? Samples.Text((int)length) : new FieldValue.Data(new byte[length]);
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{slot.Name}OfLength{length}"), context.Encode(slot.Put(content, value)), slot.Form.BadValue);
            }
        }
    }
}
