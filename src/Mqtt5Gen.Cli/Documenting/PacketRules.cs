using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The rules that a packet's model can report, apart from those of form, which every packet has.</summary>
internal static class PacketRules
{
    /// <summary>The rules, some more than once.</summary>
    public static IEnumerable<RuleRef> Of(Packet packet, Faults faults) =>
    [
        .. packet.Flags.SelectMany(Of),
        .. packet.Fields.SelectMany(field => Of(field, faults)),
        .. packet.PropertySets.SelectMany(set => set.Properties).SelectMany(property => Of(property, faults)),
        .. packet.Checks.Select(check => check.Rule),
        .. packet.Limits.Select(limit => limit.Rule),
        .. packet.Shed.Select(shed => shed.Rule),
    ];

    /// <summary>The rules of bits.</summary>
    public static IEnumerable<RuleRef> Of(BitField bit) => bit.Rule is { } rule ? [rule] : [];

    /// <summary>The rules of a field, with those of its bits and items.</summary>
    public static IEnumerable<RuleRef> Of(Field field, Faults faults) =>
    [
        .. Own(field, faults),
        .. field.Bits.SelectMany(Of),
        .. field.Each?.Item is { } item ? Of(item, faults) : [],
    ];

    /// <summary>The rules of a field alone.</summary>
    public static IEnumerable<RuleRef> Own(Field field, Faults faults)
    {
        IEnumerable<RuleRef?> rules = [field.Missing, field.BadValue, .. field.Narrowed.Select(narrowing => narrowing.Rule), .. field.Shapes.Select(shape => shape.Rule), field.Each is { AtLeast: > 0 } each ? each.TooFew : null];
        return rules.OfType<RuleRef>().Where(rule => rule != faults.Truncated);
    }

    /// <summary>The rules of a property in one place.</summary>
    public static IEnumerable<RuleRef> Of(Property property, Faults faults)
    {
        IEnumerable<RuleRef?> rules = [property.BadValue, .. property.Narrowed.Select(narrowing => narrowing.Rule), property.Refused, .. property.Shapes.Select(shape => shape.Rule), property.WrongSender];
        return rules.OfType<RuleRef>().Where(rule => rule != faults.WrongPropertySender);
    }

    private static IEnumerable<RuleRef> Of(Item item, Faults faults) =>
    [
        .. item.Fields.SelectMany(field => Of(field, faults)),
        .. item.Checks.Select(check => check.Rule),
        .. item.Limits.Select(limit => limit.Rule),
    ];
}
