using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>
/// Takes of a protocol what is asked for: a protocol that never had the rest. Rules, reason codes and wire types stay as they are,
/// so that their numbers are the same whatever is chosen.
/// </summary>
internal static class ProtocolSelection
{
    /// <summary>The protocol in some of its versions. No question of the version is left that the choice answers.</summary>
    public static Protocol InVersions(Protocol protocol, VersionSpan chosen)
    {
        VersionCut versions = new(protocol.Versions, chosen);
        List<Packet> packets = [.. protocol.Packets.Select(packet => PacketCut.Cut(packet, versions, protocol.ReasonCodes)).OfType<Packet>()];
        var announced = AnnouncedCut.Cut(protocol.Announced, packets).ToLookup(value => value.From.Count > 0);
        HashSet<string> silent = [.. announced[false].Select(value => value.Name)];
        return WithPackets(protocol, packets.Select(packet => AnnouncedCut.WithoutLimits(packet, silent))) with
        {
            Versions = versions.Chosen,
            Announced = new(announced[true]),
        };
    }

    /// <summary>The protocol with some of its packets. What the others announce can still be told by hand.</summary>
    public static Protocol OfPackets(Protocol protocol, ICollection<string> chosen)
    {
        List<Packet> packets = [.. protocol.Packets.Where(packet => chosen.Contains(packet.Name))];
        return WithPackets(protocol, packets) with { Announced = new(AnnouncedCut.Cut(protocol.Announced, packets)) };
    }

    private static Protocol WithPackets(Protocol protocol, IEnumerable<Packet> chosen)
    {
        EquatableArray<Packet> packets = new(chosen);
        HashSet<int> ids = [.. packets.SelectMany(packet => packet.PropertySets).SelectMany(set => set.Properties).Select(property => property.Id)];
        return protocol with
        {
            Packets = packets,
            Properties = new(protocol.Properties.Where(property => ids.Contains(property.Id))),
        };
    }
}
