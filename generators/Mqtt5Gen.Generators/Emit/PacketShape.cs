using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>What a packet and an item of a repeated group have in common.</summary>
/// <param name="Name">The name in mixed case.</param>
/// <param name="Flags">The flags of the fixed header; none for an item.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Properties">The packet's own properties; none for an item.</param>
/// <param name="Checks">The checks.</param>
/// <param name="Roles">The words for the two ends.</param>
/// <param name="Framing">How the packet is framed.</param>
/// <param name="Faults">The rules of faults of form.</param>
internal sealed record PacketShape(
    string Name,
    EquatableArray<BitField> Flags,
    EquatableArray<Field> Fields,
    EquatableArray<Property> Properties,
    EquatableArray<Check> Checks,
    RoleNames Roles,
    Framing Framing,
    Faults Faults)
{
    /// <summary>A packet's.</summary>
    public static PacketShape Of(Packet packet)
    {
        var own = packet.PropertySets.FirstOrDefault(set => set.Spelled == packet.Spelled);
        return new(packet.Spelled, packet.Flags, packet.Fields, own?.Properties ?? default, packet.Checks, packet.Roles, packet.Framing, packet.Faults);
    }

    /// <summary>An item's of a packet.</summary>
    public static PacketShape Of(Item item, Packet packet) =>
        new(item.Name, default, item.Fields, default, item.Checks, packet.Roles, packet.Framing, packet.Faults);

    /// <summary>Whether a bit tells of the field's presence, so that the owned packet can leave it out.</summary>
    public bool IsOptional(Field field) =>
        field.If is { } condition && condition.Terms.Any(term => term.Kind is TermKind.IsSet && !term.Not && TellsPresence(term.Left.Name));

    /// <summary>The field that carries the packet's own properties, not those of its Will.</summary>
    public Field? OwnProperties => Fields.FirstOrDefault(candidate => candidate.PropertySet == Name);

    private bool TellsPresence(string bit) => Flags.Concat(Fields.SelectMany(field => field.Bits)).Any(other => other.Name == bit && other.Means is not null);
}
