using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What a packet and an item of a repeated group have in common.</summary>
/// <param name="Flags">The flags of the fixed header; none for an item.</param>
/// <param name="Fields">The fields in wire order.</param>
/// <param name="Checks">What its own bytes must satisfy.</param>
/// <param name="Limits">What it must keep of what was announced.</param>
/// <param name="OwnProperties">The field that holds the properties that conditions name, or null.</param>
/// <param name="OwnSet">Their set, or null.</param>
internal sealed record FieldGroup(
    EquatableArray<BitField> Flags,
    EquatableArray<Field> Fields,
    EquatableArray<Check> Checks,
    EquatableArray<Limit> Limits,
    Field? OwnProperties,
    PropertySet? OwnSet)
{
    /// <summary>A packet's.</summary>
    public static FieldGroup Of(Packet packet) => new(
        packet.Flags,
        packet.Fields,
        packet.Checks,
        packet.Limits,
        packet.Fields.FirstOrDefault(field => field.PropertySet == packet.Spelled),
        packet.PropertySets.FirstOrDefault(set => set.Spelled == packet.Spelled));

    /// <summary>An item's.</summary>
    public static FieldGroup Of(Item item) => new(default, item.Fields, item.Checks, item.Limits, null, null);
}
