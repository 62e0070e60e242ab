using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>Finds what of the announced values the packets that are left can carry.</summary>
internal static class AnnouncedCut
{
    /// <summary>The values with the sources that are left.</summary>
    public static IEnumerable<Announced> Cut(IEnumerable<Announced> announced, IReadOnlyCollection<Packet> packets) =>
        announced.Select(value => value with { From = new(value.From.Where(source => packets.Any(packet => Carries(packet, source)))) });

    /// <summary>The packet without limits that nobody can set.</summary>
    public static Packet WithoutLimits(Packet packet, ICollection<string> silent) => packet with
    {
        Limits = Cut(packet.Limits, silent),
        Fields = new(packet.Fields.Select(field => field.Each is { Item: { } item } each
            ? field with { Each = each with { Item = item with { Limits = Cut(item.Limits, silent) } } }
            : field)),
    };

    private static bool Carries(Packet packet, AnnouncedSource source)
    {
        if (packet.Spelled != source.Packet) return false;
        if (!source.IsProperty) return packet.Fields.Any(field => field.Name == source.Member);

        return packet.PropertySets.Any(set => set.Spelled == packet.Spelled && set.Properties.Any(property => property.Name == source.Member));
    }

    private static EquatableArray<Limit> Cut(EquatableArray<Limit> limits, ICollection<string> silent) =>
        new(limits.Where(limit => !Names(limit.Keep, silent) && !Names(limit.If, silent)));

    private static bool Names(Condition? condition, ICollection<string> silent) =>
        condition?.Terms.Any(term => Names(term.Left, silent) || Names(term.Right, silent)) == true;

    private static bool Names(Operand? operand, ICollection<string> silent) =>
        operand is { Kind: OperandKind.Announced } && silent.Contains(operand.Name);
}
