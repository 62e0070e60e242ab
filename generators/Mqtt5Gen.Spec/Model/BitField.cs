namespace Mqtt5Gen.Spec.Model;

/// <summary>Bits of a byte.</summary>
/// <param name="High">The most significant bit, 7 to 0.</param>
/// <param name="Low">The least significant bit.</param>
/// <param name="Name">Its name in mixed case, or null for fixed bits.</param>
/// <param name="Type">An enumeration, or null: one bit, true or false.</param>
/// <param name="Value">The fixed value, or null.</param>
/// <param name="Rule">What another value breaks.</param>
/// <param name="Means">The field whose presence it tells, or null.</param>
/// <param name="Versions">The versions that have it.</param>
/// <param name="About">One sentence, or null.</param>
public sealed record BitField(
    int High, int Low, string? Name, WireType? Type, int? Value, RuleRef? Rule, string? Means, VersionRange Versions, string? About)
{
    /// <summary>Whether the bits are sent as zero and passed over when they are received.</summary>
    public bool IsUnused { get; init; }
}
