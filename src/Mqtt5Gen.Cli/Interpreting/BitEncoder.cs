using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Puts a byte of bits together.</summary>
internal static class BitEncoder
{
    /// <summary>The byte; a bit that is no member is zero.</summary>
    public static int Write(EquatableArray<BitField> bits, ProtocolVersion version, IReadOnlyDictionary<string, FieldValue> members)
    {
        var value = 0;
        foreach (var bit in bits.Where(bit => bit.Versions.Contains(version)))
        {
            value |= (bit.Name is null ? bit.Value ?? 0 : members.GetValueOrDefault(bit.Name) is FieldValue.Number number ? (int)number.Value : 0) << bit.Low;
        }

        return value;
    }
}
