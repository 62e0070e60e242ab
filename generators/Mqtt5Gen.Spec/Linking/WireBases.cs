using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>What is built in: the bases of wire types, and what each can hold.</summary>
internal static class WireBases
{
    /// <summary>Every base by the name that the spec gives it.</summary>
    public static IReadOnlyList<(string Name, WireBase Base)> All { get; } =
    [
        ("u8", WireBase.U8), ("u16", WireBase.U16), ("u32", WireBase.U32), ("varint", WireBase.VarInt), ("utf8", WireBase.Utf8),
        ("utf8-pair", WireBase.Utf8Pair), ("binary", WireBase.Binary), ("rest", WireBase.Rest), ("utf8-rest", WireBase.Utf8Rest), ("properties", WireBase.Properties),
        ("reason-code", WireBase.ReasonCode), ("bits", WireBase.Bits),
    ];

    public static IEnumerable<string> Names => All.Select(entry => entry.Name);

    public static WireBase? TryFind(string name)
    {
        foreach (var entry in All)
        {
            if (entry.Name == name) return entry.Base;
        }

        return null;
    }

    /// <summary>Whether the base holds bytes: text or data.</summary>
    public static bool HoldsBytes(WireBase wireBase) =>
        wireBase is WireBase.Utf8 or WireBase.Utf8Rest or WireBase.Binary or WireBase.Rest;

    /// <summary>All that the base can hold; null where it holds no number.</summary>
    public static Bounds? Capacity(WireBase wireBase) => wireBase switch
    {
        WireBase.U8 or WireBase.Bits or WireBase.ReasonCode => new(0, byte.MaxValue),
        WireBase.U16 => new(0, ushort.MaxValue),
        WireBase.U32 => new(0, uint.MaxValue),
        WireBase.VarInt => new(0, 268_435_455),
        _ => null,
    };
}
