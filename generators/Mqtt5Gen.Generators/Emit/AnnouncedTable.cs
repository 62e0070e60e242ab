using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>All that is announced, and the packets that carry it.</summary>
internal sealed record AnnouncedTable(EquatableArray<Announced> Values, EquatableArray<AnnouncingPacket> Packets)
{
    /// <summary>Of a protocol.</summary>
    public static AnnouncedTable Of(Protocol protocol)
    {
        HashSet<string> carriers = [.. protocol.Announced.SelectMany(value => value.From).Select(source => source.Packet)];
        return new(
            protocol.Announced,
            new(protocol.Packets
                .Where(packet => carriers.Contains(packet.Spelled))
                .OrderBy(packet => packet.Spelled, StringComparer.Ordinal)
                .Select(packet => new AnnouncingPacket(packet.Spelled, packet.SentBy))));
    }
}
