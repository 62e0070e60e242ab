namespace Mqtt5Gen.Spec.Model;

/// <summary>A field of a packet, in wire order.</summary>
/// <param name="Name">Its name in mixed case.</param>
/// <param name="Type">Its type; of the items, for a repeated field of a plain type; null for a repeated group.</param>
/// <param name="Missing">What a packet breaks that ends before or inside it.</param>
/// <param name="In">The allowed values, or null.</param>
/// <param name="BadValue">What another value, reason code or fixed content breaks.</param>
/// <param name="Shapes">What its text must look like.</param>
/// <param name="If">The condition of its presence, or null.</param>
/// <param name="Versions">The versions that have it.</param>
/// <param name="Value">Its fixed content by version; empty for a field that is a member.</param>
/// <param name="SetsVersion">Whether it decides the version of the rest of the packet.</param>
/// <param name="WhenOmitted">What it means when the packet ends before it (a name, a number or <c>none</c>), or null: it must stand.</param>
/// <param name="Bits">Its bits, for a byte of bits.</param>
/// <param name="PropertySet">The name of its property set, for properties.</param>
/// <param name="Each">How it repeats, or null.</param>
/// <param name="About">One sentence, or null.</param>
public sealed record Field(
    string Name,
    WireType? Type,
    RuleRef Missing,
    Bounds? In,
    RuleRef? BadValue,
    EquatableArray<ShapeRule> Shapes,
    Condition? If,
    VersionRange Versions,
    EquatableArray<FixedText> Value,
    bool SetsVersion,
    string? WhenOmitted,
    EquatableArray<BitField> Bits,
    string? PropertySet,
    Repetition? Each,
    string? About)
{
    /// <summary>How many characters of text, or bytes of data, it may have; or null.</summary>
    public Bounds? Length { get; init; }

    /// <summary>Whether the packet may end before it, and that is not the same as any value of it.</summary>
    public bool CanBeAbsent => WhenOmitted == "none" && PropertySet is null;

    /// <summary>Tighter ranges that overlays set.</summary>
    public EquatableArray<Narrowing> Narrowed { get; init; }
}
