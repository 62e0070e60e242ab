using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links one packet, once everything that it can name is linked.</summary>
internal sealed class PacketLinker(LinkContext context)
{
    private static readonly string[] ShedKeys = ["property", "rule", "about"];

    public Packet Link(PacketHead head)
    {
        var row = head.Row;
        var flags = BitRow.ReadAll(row, "flags", context);
        var declared = flags.Select(bit => bit.Row.Text("name")).OfType<string>().Concat(head.Fields.SelectMany(field => field.Names));
        var set = context.Sets.TryFind(head.Name);
        Scope scope = new(declared.Concat(set?.Properties.Select(property => property.Name) ?? []), context.Bag);
        FieldPlace place = new(head, head.Span, scope, [.. head.Fields.Select(field => field.Name)]);

        // Flags first, then the fields in wire order: a condition sees only what stands before it.
        context.Rules.Cite(row);
        var linkedFlags = Flags(row, flags, place);
        EquatableArray<Field> fields = new(head.Fields.Select(new FieldLinker(context, place).Link));
        FieldOrderCheck.Run(head, fields, context.Bag);
        PresenceCheck.Run(row.EntriesOfLists("flags").Concat(head.Fields.SelectMany(field => field.Row.EntriesOfLists("bits"))), fields, context.Bag);
        CheckLinker checks = new(context, place);
        return new(
            head.Name,
            head.Spelled,
            head.Type,
            row.Text("section"),
            head.Senders,
            context.Versions.Relative(head.Span, context.Versions.All),
            row.Text("about"),
            linkedFlags,
            fields,
            PropertySets(fields),
            checks.Checks(row),
            checks.Limits(row),
            new(row.Items("shed").Select(node => Shed(node, head, set))),
            StampLinker.Link(row, head, linkedFlags, fields, context.Bag),
            new(head.ReasonCodes),
            new(head.ReturnCodes),
            context.Roles.Names,
            context.Protocol.Framing,
            context.Faults!,
            Source(head.Path))
        {
            IsAdded = context.Bag.IsOverlay(row.At),
        };
    }

    private EquatableArray<BitField> Flags(NodeReader row, IReadOnlyList<BitRow> flags, FieldPlace place)
    {
        if (!context.Protocol.Framing.HasFlags)
        {
            if (row.Has("flags")) context.Bag.Report(DiagnosticIds.Bits, "Found flags, expected none: the packet type fills its byte.", row.Place("flags"));
            return default;
        }

        var rule = context.Faults!.FixedFlags;
        if (row.Has("flags")) return new BitLinker(context, place, 3, rule).Link(flags, row, "flags");

        return new([new(3, 0, null, null, 0, rule, null, VersionRange.All, null)]);
    }

    private EquatableArray<PropertySet> PropertySets(IEnumerable<Field> fields)
    {
        var names = fields.Select(field => field.PropertySet).OfType<string>().Distinct();
        return new(names.Select(name => context.Sets.Values.First(set => set.Spelled == name).Linked));
    }

    private Shed Shed(SpecNode node, PacketHead head, PropertySetHead? set)
    {
        var row = context.Read(node, "what is left out", ShedKeys);
        var property = row.Required("property");
        var names = set?.Properties.Select(other => other.Name) ?? [];
        if (!names.Contains(property.Text)) context.Bag.ReportUnknown(DiagnosticIds.UnknownProperty, $"a property of {head.Name}", property, names);

        return new(property.Text, context.Rules.CiteRequired(row));
    }

    // The path from the spec's own folder, so that what is emitted does not name the machine.
    private static string Source(string path)
    {
        var segments = path.Split('/', '\\');
        var first = Array.LastIndexOf(segments, "spec");
        return first < 0 || segments.Length - first > 3 ? segments[segments.Length - 1] : string.Join("/", segments.Skip(first));
    }
}
