using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares the bits of a byte in one version: the flags of the fixed header, or those of a field.</summary>
internal sealed class BitComparer(ChangeRecorder changes, MemberNames names, string prefix)
{
    private const string SameBitsOtherMeaning = "the same bits mean something else";

    /// <summary>Compares.</summary>
    public void Compare(IReadOnlyList<BitField> before, IReadOnlyList<BitField> after)
    {
        foreach (var (old, young) in Pairs(before, after)) Compare(old, young);

        foreach (var bit in Named(after).Where(bit => Partner(bit, after, before) is null)) Added(bit, before);

        foreach (var bit in Named(before).Where(bit => Partner(bit, before, after) is null)) Removed(bit, after);

        CompareFixed(before, after);
    }

    private static IEnumerable<BitField> Named(IEnumerable<BitField> bits) => bits.Where(bit => bit.Name is not null);

    private static IEnumerable<(BitField Old, BitField Young)> Pairs(IReadOnlyList<BitField> before, IReadOnlyList<BitField> after) =>
        from old in Named(before)
        let young = Partner(old, before, after)
        where young is not null
        select (old, young);

    // The bit of the same name; else the one in the same place, if neither name is known on the other side.
    private static BitField? Partner(BitField bit, IReadOnlyList<BitField> own, IReadOnlyList<BitField> others)
    {
        if (Named(others).FirstOrDefault(other => other.Name == bit.Name) is { } same) return same;

        return Named(others).FirstOrDefault(other =>
            other.High == bit.High && other.Low == bit.Low && other.Type?.Name == bit.Type?.Name && own.All(known => known.Name != other.Name));
    }

    private void Compare(BitField old, BitField young)
    {
        var item = prefix + young.Name;
        if (old.Name != young.Name)
        {
            names.Rename(old.Name!, young.Name!);
            changes.Renamed(item, old.Name!, young.Name!);
        }

        changes.Reworded(item, old.About, young.About);
        if (old.High != young.High || old.Low != young.Low)
        {
            changes.Misread(item, $"{Place(old)} became {Place(young)}", SameBitsOtherMeaning);
            return;
        }

        if (old.Means != young.Means) changes.Misread(item, $"it tells the presence of {young.Means ?? "nothing"} in place of {old.Means ?? "nothing"}", SameBitsOtherMeaning);
        ValueComparer.Numbers(changes, item, NumberSet.OfBits(old), NumberSet.OfBits(young));
        ValueComparer.Names(changes, item, old.Type, young.Type);
        ValueComparer.Rule(changes, item, "another value", old.Rule, young.Rule);
    }

    private void Added(BitField bit, IReadOnlyList<BitField> before)
    {
        var item = prefix + bit.Name;
        var what = $"{Place(bit)} got a meaning";
        if (Covered(bit, before).Any(old => old.Name is not null))
        {
            changes.Misread(item, what, SameBitsOtherMeaning);
            return;
        }

        if (Covered(bit, before).All(old => old.IsUnused)) changes.Harmless(item, what, "an old receiver passes it over, and an old sender sends 0");
        else changes.Widened(item, what, "another value than the fixed one");

        if (Covered(bit, before).All(old => old.Value == 0)) names.UnknownToOld.Add(bit.Name!);
    }

    private void Removed(BitField bit, IReadOnlyList<BitField> after)
    {
        var item = prefix + bit.Name;
        var what = $"{Place(bit)} lost its meaning";
        if (Covered(bit, after).Any(young => young.Name is not null))
        {
            changes.Misread(item, what, SameBitsOtherMeaning);
            return;
        }

        if (Covered(bit, after).All(young => young.IsUnused)) changes.Harmless(item, what, "a new receiver passes it over, and a new sender sends 0");
        else changes.Narrowed(item, what, "another value than the fixed one");

        if (Covered(bit, after).All(young => young.Value == 0)) names.UnknownToNew.Add(bit.Name!);
    }

    private void CompareFixed(IReadOnlyList<BitField> before, IReadOnlyList<BitField> after)
    {
        for (var bit = 7; bit >= 0; bit--)
        {
            if (Fixed(bit, before) is { } old && Fixed(bit, after) is { } young && old.Value != young.Value) CompareFixed($"{prefix}bit {bit}", old, young);
        }
    }

    private void CompareFixed(string item, (int Value, bool IsUnused) old, (int Value, bool IsUnused) young)
    {
        if (old.IsUnused) changes.Narrowed(item, $"it is always {young.Value} in place of unused", "0");
        else if (young.IsUnused) changes.Widened(item, $"it is unused in place of always {old.Value}", "0");
        else changes.Misread(item, $"it is always {young.Value} in place of {old.Value}", "each side refuses what the other one sends");
    }

    private static (int Value, bool IsUnused)? Fixed(int bit, IEnumerable<BitField> bits) =>
        bits.FirstOrDefault(other => other.Name is null && other.Low <= bit && bit <= other.High) is { Value: { } value } at
            ? (value >> (bit - at.Low) & 1, at.IsUnused)
            : null;

    private static IEnumerable<BitField> Covered(BitField bit, IEnumerable<BitField> bits) => bits.Where(other => other.Low <= bit.High && bit.Low <= other.High);

    private static string Place(BitField bit) => bit.High == bit.Low ? $"bit {Words.Bits(bit)}" : $"bits {Words.Bits(bit)}";
}
