using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>Takes out of a packet what no chosen version has.</summary>
internal sealed class PacketCut(VersionCut versions, ConditionCut conditions)
{
    public static Packet? Cut(Packet packet, VersionCut versions, IEnumerable<ReasonCode> reasonCodes)
    {
        var span = versions.Span(packet.Versions, versions.All);
        return versions.IsChosen(span) ? new PacketCut(versions, new(reasonCodes)).Cut(packet, span) : null;
    }

    private Packet Cut(Packet packet, VersionSpan span)
    {
        var flags = Bits(packet.Flags, span);
        var sets = packet.PropertySets.ToDictionary(set => set.Spelled);
        var fields = Fields(packet.Fields, span, sets);
        var own = sets.TryGetValue(packet.Spelled, out var set) && fields.Any(field => field.PropertySet == set.Spelled) ? set.Properties : default;
        return packet with
        {
            Versions = versions.Range(span, versions.All),
            SentBy = versions.Cut(packet.SentBy, span, sender => sender.Versions, (sender, range) => sender with { Versions = range }),
            Flags = flags,
            Fields = fields,
            PropertySets = new(fields.Select(field => field.PropertySet).OfType<string>().Distinct().Select(name => sets[name])),
            Checks = Checks(packet.Checks, span),
            Limits = Limits(packet.Limits, span),
            Shed = new(packet.Shed.Where(shed => own.Any(property => property.Name == shed.Property))),
            Stamps = new(packet.Stamps.Where(stamp => fields.Any(field => field.Name == stamp))),
            ReasonCodes = fields.Any(field => field.Type?.Base is WireBase.ReasonCode) ? packet.ReasonCodes : default,
            ReturnCodes = versions.Cut(packet.ReturnCodes, span, code => code.Versions, (code, range) => code with { Versions = range }),
        };
    }

    private EquatableArray<Field> Fields(EquatableArray<Field> fields, VersionSpan around, Dictionary<string, PropertySet> sets)
    {
        List<Field> left = [];
        foreach (var field in fields)
        {
            var span = versions.Span(field.Versions, around);
            var condition = conditions.Cut(field.If);
            if (versions.IsChosen(span) && !ConditionCut.IsNever(condition)) left.Add(Cut(field with { If = condition }, span, around, sets));
            else Drop(field, sets);
        }

        // A bit that tells of a field that is never there tells nothing.
        return new(left.Select(field => field with { Bits = new(field.Bits.Select(bit => Silenced(bit, left))) }));
    }

    private Field Cut(Field field, VersionSpan span, VersionSpan around, Dictionary<string, PropertySet> sets)
    {
        if (field.PropertySet is { } set && sets.TryGetValue(set, out var properties))
        {
            sets[set] = properties with { Properties = new(properties.Properties.Select(property => property with { Shapes = Shapes(property.Shapes, span) })) };
        }

        return field with
        {
            Versions = versions.Range(span, around),
            Shapes = Shapes(field.Shapes, span),
            Value = versions.Cut(field.Value, span, text => text.Versions, (text, range) => text with { Versions = range }),
            Bits = Bits(field.Bits, span),
            Each = field.Each is { Item: { } item } each ? each with { Item = new PacketCut(versions, conditions.ForItem()).Cut(item, span) } : field.Each,
        };
    }

    private Item Cut(Item item, VersionSpan span) => item with
    {
        Fields = Fields(item.Fields, span, []),
        Checks = Checks(item.Checks, span),
        Limits = Limits(item.Limits, span),
    };

    private EquatableArray<BitField> Bits(EquatableArray<BitField> bits, VersionSpan around)
    {
        foreach (var bit in bits.Where(bit => bit.Name is not null && !versions.IsChosen(versions.Span(bit.Versions, around)))) conditions.Drop(OperandKind.Bit, bit.Name!);

        return versions.Cut(bits, around, bit => bit.Versions, (bit, range) => bit with { Versions = range });
    }

    private EquatableArray<ShapeRule> Shapes(EquatableArray<ShapeRule> shapes, VersionSpan around) =>
        versions.Cut(shapes, around, shape => shape.Versions, (shape, range) => shape with { Versions = range });

    private EquatableArray<Check> Checks(EquatableArray<Check> checks, VersionSpan around) =>
        conditions.Cut(versions.Cut(checks, around, check => check.Versions, (check, range) => check with { Versions = range }));

    private EquatableArray<Limit> Limits(EquatableArray<Limit> limits, VersionSpan around) =>
        conditions.Cut(versions.Cut(limits, around, limit => limit.Versions, (limit, range) => limit with { Versions = range }));

    private void Drop(Field field, Dictionary<string, PropertySet> sets)
    {
        conditions.Drop(OperandKind.Field, field.Name, field.WhenOmitted);
        foreach (var bit in field.Bits.Where(bit => bit.Name is not null)) conditions.Drop(OperandKind.Bit, bit.Name!);

        if (field.PropertySet is not { } set || !sets.TryGetValue(set, out var properties)) return;

        foreach (var property in properties.Properties) conditions.Drop(OperandKind.Property, property.Name, property.WhenAbsent);
    }

    private static BitField Silenced(BitField bit, IReadOnlyList<Field> fields) =>
        bit.Means is null || fields.Any(field => field.Name == bit.Means) ? bit : bit with { Name = null, Means = null, Type = null, Value = 0 };
}
