using System.Collections.Immutable;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>A packet, in a version that has it, from somebody who sends it.</summary>
internal sealed record VectorCase(Packet Packet, ProtocolVersion Version, Role Sender)
{
    /// <summary>A packet of which nothing is said yet.</summary>
    public PacketContent Empty => new(Packet, Version, Sender, ImmutableDictionary<string, FieldValue>.Empty);

    /// <summary>Where its members stand: in its own fields, and in the items of repeated groups.</summary>
    public IEnumerable<Place> Places() =>
    [
        new Place(FieldGroup.Of(Packet), null),
        .. Packet.Fields.Where(field => Has(field) && field.Each?.Item is not null).Select(field => new Place(FieldGroup.Of(field.Each!.Item!), field)),
    ];

    /// <summary>Whether the version has the field.</summary>
    public bool Has(Field field) => field.Versions.Contains(Version);
}
