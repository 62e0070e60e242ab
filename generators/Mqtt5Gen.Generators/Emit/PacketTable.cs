using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>What the dispatch needs of all packets, and nothing that an edit of one packet's fields changes.</summary>
internal sealed record PacketTable(EquatableArray<PacketRow> Packets, RoleNames Roles, Framing Framing, Faults Faults)
{
    /// <summary>Of a protocol.</summary>
    public static PacketTable Of(Protocol protocol) => new(
        new EquatableArray<PacketRow>(protocol.Packets.Select(packet => new PacketRow(
            packet.Name,
            packet.Spelled,
            packet.Type,
            packet.About,
            packet.SentBy.Any(sender => sender.Role is Role.Both or Role.Client),
            packet.SentBy.Any(sender => sender.Role is Role.Both or Role.Server),
            packet.IsAdded))),
        protocol.Roles,
        protocol.Framing,
        protocol.Faults);

    /// <summary>The packets of the base alone.</summary>
    public PacketTable Base => this with { Packets = new EquatableArray<PacketRow>(Packets.Where(packet => !packet.IsAdded)) };

    /// <summary>The packets that overlays add.</summary>
    public PacketTable Added => this with { Packets = new EquatableArray<PacketRow>(Packets.Where(packet => packet.IsAdded)) };

    /// <summary>What one role sends in some version.</summary>
    public List<PacketRow> SentBy(Role sender) => [.. Packets.Where(packet => sender is Role.Client ? packet.ByClient : packet.ByServer)];
}
