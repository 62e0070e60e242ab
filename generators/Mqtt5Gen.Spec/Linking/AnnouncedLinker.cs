using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links what one side announces to the fields and properties that carry it.</summary>
internal sealed class AnnouncedLinker(LinkContext context)
{
    private static readonly string[] Keys = ["name", "by", "from", "about"];

    public void Link()
    {
        foreach (var node in context.Sections.Rows("announced")) Add(context.Read(node, "an announced value", Keys));
    }

    private void Add(NodeReader row)
    {
        var name = row.Name("name");
        row.ReportMissing("by");
        var by = context.Roles.Read(row, "by") ?? Role.Both;
        row.ReportMissing("from");
        (AnnouncedSource Source, WireType Type, string? WhenAbsent)[] sources =
            [.. row.Words("from").Select(word => Find(word, by)).OfType<(AnnouncedSource, WireType, string?)>()];
        if (sources.Length == 0) return;

        var (_, type, whenAbsent) = sources[0];
        if (sources.Any(other => other.Type != type || other.WhenAbsent != whenAbsent))
        {
            context.Bag.Report(DiagnosticIds.WrongValue, $"Found sources of '{name.Text}' that differ in type or when-absent, expected the same of all.", row.Place("from"));
        }

        context.Announced.Add(name, new(name.Text, by, new(sources.Select(source => source.Source)), type, whenAbsent, row.Text("about")));
    }

    private (AnnouncedSource Source, WireType Type, string? WhenAbsent)? Find(SpecScalar word, Role by)
    {
        var dot = word.Text.IndexOf('.');
        var packetName = dot < 0 ? word.Text : word.Text.Substring(0, dot);
        if (context.Packets.TryFind(packetName) is not { } packet)
        {
            context.Bag.ReportUnknown(DiagnosticIds.UnknownAnnounced, "a packet and a member of it, like CONNECT.ReceiveMaximum", packetName, word.Part(0, packetName.Length), context.Packets.Names);
            return null;
        }

        if (by is not Role.Both && packet.SentBy is not Role.Both && packet.SentBy != by)
        {
            context.Bag.Report(DiagnosticIds.UnknownAnnounced, $"Found '{word.Text}', expected a member of a packet that the {context.Roles.Names.Of(by).Name} sends.", word.At);
        }

        var member = dot < 0 ? "" : word.Text.Substring(dot + 1);
        var set = context.Sets.TryFind(packet.Name);
        if (set?.Properties.FirstOrDefault(property => property.Name == member) is { } carrier)
        {
            return (new(packet.Spelled, member, IsProperty: true), carrier.Type, carrier.WhenAbsent);
        }

        var field = packet.Fields.FirstOrDefault(row => row.Name == member);
        if (field?.Row.Text("type") is { } typeName && context.Types.TryFind(typeName) is { } type)
        {
            return (new(packet.Spelled, member, IsProperty: false), type, null);
        }

        var names = packet.Fields.Select(row => row.Name).Concat(set?.Properties.Select(property => property.Name) ?? []);
        var found = member.Length > 0 ? member : word.Text;
        var at = member.Length > 0 ? word.Part(dot + 1, member.Length) : word.At;
        context.Bag.ReportUnknown(DiagnosticIds.UnknownAnnounced, $"a field or property of {packet.Name}", found, at, names);
        return null;
    }
}
