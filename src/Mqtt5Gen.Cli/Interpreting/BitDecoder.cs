using System.Collections.Immutable;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Takes a byte of bits apart: of the fixed header's flags, or of a field.</summary>
internal static class BitDecoder
{
    /// <summary>Reads the bits of a byte.</summary>
    /// <param name="decoding">What is known so far.</param>
    /// <param name="bits">The bits of every version.</param>
    /// <param name="source">The byte.</param>
    /// <param name="otherwise">What fixed bits break that name no rule.</param>
    /// <param name="part">The byte as a part; its bits become parts of it.</param>
    /// <param name="members">Where the named bits go.</param>
    public static void Read(
        Decoding decoding, EquatableArray<BitField> bits, int source, RuleRef otherwise, Part part, ImmutableDictionary<string, FieldValue>.Builder members)
    {
        foreach (var bit in bits.Where(bit => bit.Versions.Contains(decoding.Version)))
        {
            var value = Of(bit, source);
            part.Parts.Add(new Part(PartKind.Bits, bit.Name ?? (bit.IsUnused ? "(unused)" : "(fixed)"), part.Offset)
            {
                Length = 1,
                HighBit = bit.High,
                LowBit = bit.Low,
                Type = bit.Type,
                Text = ValueText.OfBits(bit, value),
            });
            if (bit.Name is not null) members[bit.Name] = new FieldValue.Number(value);
            decoding.Expect(IsAllowed(bit, value), bit.Rule ?? otherwise, part.Offset);
        }
    }

    /// <summary>What the bits of a byte mean that is left out.</summary>
    public static void Omit(
        EquatableArray<BitField> bits, int source, ProtocolVersion version, ImmutableDictionary<string, FieldValue>.Builder members)
    {
        foreach (var bit in bits.Where(bit => bit.Name is not null && bit.Versions.Contains(version))) members[bit.Name!] = new FieldValue.Number(Of(bit, source));
    }

    private static int Of(BitField bit, int source) => (source >> bit.Low) & ((1 << (bit.High - bit.Low + 1)) - 1);

    private static bool IsAllowed(BitField bit, int value)
    {
        if (bit.IsUnused) return true;
        if (bit.Name is null) return value == (bit.Value ?? 0);
        return bit.Type is not { IsEnum: true } type || type.Values.Any(row => row.Value == value);
    }
}
