namespace Mqtt5Gen.Spec.Model;

/// <summary>A control packet: all that is needed to emit its code, and nothing that only others need.</summary>
/// <param name="Name">The standard's name (<c>PUBACK</c>).</param>
/// <param name="Spelled">The name in mixed case (<c>PubAck</c>).</param>
/// <param name="Type">The packet type.</param>
/// <param name="Section">The standard's section, or null.</param>
/// <param name="SentBy">Who sends it, by version.</param>
/// <param name="Versions">The versions that have it.</param>
/// <param name="About">One sentence, or null.</param>
/// <param name="Flags">The bits beside the type, or empty where it fills its byte.</param>
/// <param name="Fields">In wire order.</param>
/// <param name="PropertySets">The property sets of its fields.</param>
/// <param name="Checks">What its own bytes must satisfy.</param>
/// <param name="Limits">What it must keep of what was announced.</param>
/// <param name="Shed">What is left out when it would be too large, in this order.</param>
/// <param name="Stamps">The fields that may be rewritten, with the flags, once it is encoded.</param>
/// <param name="ReasonCodes">Its table of reason codes.</param>
/// <param name="ReturnCodes">Its return codes in older versions.</param>
/// <param name="Roles">The protocol's words for the two ends.</param>
/// <param name="Framing">How it is framed.</param>
/// <param name="Faults">The rules that faults of form break.</param>
/// <param name="Source">The spec file's name, for the header of what is emitted.</param>
public sealed record Packet(
    string Name,
    string Spelled,
    int Type,
    string? Section,
    EquatableArray<Sender> SentBy,
    VersionRange Versions,
    string? About,
    EquatableArray<BitField> Flags,
    EquatableArray<Field> Fields,
    EquatableArray<PropertySet> PropertySets,
    EquatableArray<Check> Checks,
    EquatableArray<Limit> Limits,
    EquatableArray<Shed> Shed,
    EquatableArray<string> Stamps,
    EquatableArray<ReasonCodeUse> ReasonCodes,
    EquatableArray<ReturnCode> ReturnCodes,
    RoleNames Roles,
    Framing Framing,
    Faults Faults,
    string Source)
{
    /// <summary>Whether an overlay adds it: what was compiled against the base knows nothing of it.</summary>
    public bool IsAdded { get; init; }
}
