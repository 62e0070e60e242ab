using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads of every packet what others need to know: names, versions, senders, and the property sets that it holds.</summary>
internal sealed class PacketHeadLinker(LinkContext context)
{
    private static readonly string[] Keys =
    [
        "packet", "spelled", "type", "section", "sent-by", "versions", "rule", "about", "flags", "header", "payload", "checks", "limits", "shed", "stamps",
    ];

    private readonly Dictionary<int, SpecScalar> _types = [];

    public void Link()
    {
        foreach (var node in context.Sections.Packets) Add(node);
    }

    private void Add(SpecNode node)
    {
        var row = context.Read(node, "a packet", Keys);
        if (node is not SpecMapping) return;

        // In capitals, as everything else calls it: a name in small letters is one fault.
        var name = row.Has("spelled") ? row.Required("packet") : row.Name("packet");
        if (!Spelling.IsPascal(name.Text)) name = name with { Text = name.Text.ToUpperInvariant() };

        var number = row.NumberWithin("type", 0, context.Protocol.Framing.HighestType);
        var type = number ?? 0;
        if (number is not null && _types.TryGetValue(type, out var other))
        {
            context.Bag.ReportTaken($"Found type {type} a second time, expected a type of its own: {other.Text} has it.", row.Place("type"), other.At);
        }

        if (number is not null) _types[type] = name;
        if (row.Has("spelled") && !Spelling.IsWords(name.Text))
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found '{name.Text}' as the name of a packet, expected letters, digits, hyphens and spaces.", name.At);
        }

        var spelled = row.Has("spelled") ? row.Name("spelled").Text : Spelling.OfCapitals(name.Text);
        var span = context.Versions.Read(row.Word("versions"), context.Versions.All);
        FieldRow[] fields = [.. row.Items("header").Concat(row.Items("payload")).Select(node => FieldRow.Read(node, context))];
        PacketHead head = new(node.At.Path, name.Text, spelled, type, span, new(Senders(row, span)), row, fields);
        context.Packets.Add(name, head);
        foreach (var field in fields) AddSet(head, name, field);
    }

    private IEnumerable<Sender> Senders(NodeReader row, VersionSpan span)
    {
        if (row.Node("sent-by") is not SpecMapping byVersion)
        {
            yield return new(context.Roles.Read(row, "sent-by") ?? Role.Both, VersionRange.All);
            yield break;
        }

        NodeReader senders = new(byVersion, "the senders by version", [.. byVersion.Entries.Select(entry => entry.Key.Text)], context.Bag);
        VersionCover cover = new(context);
        foreach (var entry in byVersion.Entries)
        {
            var versions = cover.Take(entry.Key, span);
            yield return new(context.Roles.Read(senders, entry.Key.Text) ?? Role.Both, context.Versions.Relative(versions, span));
        }

        cover.ReportGap(span, "sender", senders.At);
    }

    private void AddSet(PacketHead head, SpecScalar packet, FieldRow field)
    {
        if (field.Row.Text("type") != "properties") return;

        var name = field.Row.Has("set") ? field.Row.Name("set") : null;
        var span = context.Versions.Read(field.Row.Word("versions"), head.Span);
        PropertySetHead set = new(
            name?.Text ?? head.Name,
            name is null ? head.Spelled : Spelling.OfCapitals(name.Text),
            span,
            head.SentBy,
            name?.At ?? packet.At);
        context.Sets.Add(name ?? packet, set);
    }
}
