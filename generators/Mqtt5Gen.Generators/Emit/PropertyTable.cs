using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>All properties, and how their values are written.</summary>
internal sealed record PropertyTable(EquatableArray<PropertyId> Properties, EquatableArray<PropertyForm> Forms, bool IsUsed)
{
    /// <summary>Of a protocol.</summary>
    public static PropertyTable Of(Protocol protocol) => new(
        protocol.Properties,
        new EquatableArray<PropertyForm>(protocol.Packets
            .SelectMany(packet => packet.PropertySets)
            .SelectMany(set => set.Properties)
            .Select(property => new PropertyForm(property.Id, Types.Form(property.Type)))
            .Distinct()
            .OrderBy(form => form.Id)),
        protocol.Packets.Any(packet => packet.PropertySets.Count > 0));
}
