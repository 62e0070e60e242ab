using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the bits of a byte: of the fixed header's flags, or of a field.</summary>
internal static class Bits
{
    /// <summary>Emits locals for the bits of <paramref name="source"/> and what they must satisfy.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="bits">The bits.</param>
    /// <param name="source">The byte.</param>
    /// <param name="at">Where the byte stands in the packet, as an expression.</param>
    /// <param name="otherwise">What fixed bits break that name no rule.</param>
    /// <param name="checks">Whether to check the bits; false for a byte that was checked before.</param>
    /// <param name="condition">Whether the byte stands in the packet, or null: always.</param>
    public static void EmitRead(
        SourceWriter writer, IEnumerable<BitField> bits, string source, string at, RuleRef otherwise, bool checks = true, string? condition = null)
    {
        var unless = condition is null ? "" : $"{Code.Not(condition)} || ";
        foreach (var bit in bits)
        {
            var rule = bit.Rule ?? otherwise;
            if (bit.Name is null)
            {
                if (!checks || bit.IsUnused) continue;

                var isValue = $"({source} & {Mask(bit)}) == {(bit.Value.GetValueOrDefault() == 0 ? "0" : Binary(bit.Value.GetValueOrDefault() << bit.Low))}";
                writer.Line($"reader.ExpectAt({unless}{Versions.Demand(bit.Versions, isValue)}, {Names.Rule(rule)}, {at});{Names.Mark(rule)}");
                continue;
            }

            var local = Names.Local(bit.Name);
            var guard = Versions.Condition(bit.Versions) is { } here ? $"{here} && " : "";
            if (bit.Type is not { } type)
            {
                writer.Line($"var {local} = {guard}({source} & {Mask(bit)}) != 0;");
                continue;
            }

            var value = $"({Types.Number(type)})(({source} >> {bit.Low}) & {Binary(Largest(bit))})".Replace(" >> 0)", ")");
            writer.Line(guard.Length == 0 ? $"var {local} = {value};" : $"var {local} = {guard.Replace(" && ", "")} ? {value} : default;");
            if (checks && IsAllowed(bit, type, local) is { } isAllowed) writer.Line($"reader.ExpectAt({unless}{isAllowed}, {Names.Rule(rule)}, {at});{Names.Mark(rule)}");
        }
    }

    /// <summary>The statements that throw where a number does not fit its bits: it would run over into others.</summary>
    public static IEnumerable<string> Fit(IEnumerable<BitField> bits) =>
        from bit in bits
        where bit is { Name: not null, Type: { IsEnum: false } }
        select $"WireSize.Fits({bit.Name}, {Largest(bit)});";

    /// <summary>The byte as an expression over members.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="fixedPart">What is set in any case.</param>
    public static string Write(IEnumerable<BitField> bits, int fixedPart = 0)
    {
        var parts = new List<string>();
        foreach (var bit in bits)
        {
            var here = Versions.Condition(bit.Versions);
            if (bit.Name is null)
            {
                var set = bit.Value.GetValueOrDefault() << bit.Low;
                if (here is null) fixedPart |= set;
                else if (set != 0) parts.Add($"({here} ? {Binary(set)} : 0)");
                continue;
            }

            if (bit.Type is null)
            {
                parts.Add($"({Code.And(here, bit.Name)} ? {Binary(1 << bit.Low)} : 0)");
                continue;
            }

            var value = bit.Low == 0 ? $"(int){bit.Name}" : $"((int){bit.Name} << {bit.Low})";
            parts.Add(here is null ? value : $"({here} ? {value} : 0)");
        }

        if (parts.Count == 0) return $"0x{fixedPart:X2}";
        if (fixedPart != 0) parts.Insert(0, $"0x{fixedPart:X2}");
        return $"(byte)({string.Join(" | ", parts)})";
    }

    private static string? IsAllowed(BitField bit, WireType type, string local)
    {
        if (type.IsEnum) return type.Values.Count <= Largest(bit) ? ValueReader.IsKnown(type, local) : null;

        var low = type.In is { Min: > 0 and var min } ? $"{local} >= {min}" : null;
        var high = type.In is { } bounds && bounds.Max < Largest(bit) ? $"{local} <= {bounds.Max}" : null;
        return Code.And(low, high);
    }

    private static int Largest(BitField bit) => (1 << (bit.High - bit.Low + 1)) - 1;

    private static string Mask(BitField bit) => Binary(Largest(bit) << bit.Low);

    private static string Binary(int value) => "0b" + Convert.ToString(value, 2);
}
