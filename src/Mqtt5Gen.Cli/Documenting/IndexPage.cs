using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The page that leads to the packets, with what they share.</summary>
internal sealed class IndexPage(DocumentSet documents)
{
    private readonly Markdown _page = new();

    /// <summary>Writes the page.</summary>
    public static string Write(DocumentSet documents) => new IndexPage(documents).Write();

    private string Write()
    {
        var protocol = documents.Protocol;
        _page.Heading(1, Markdown.Escape(protocol.Name));
        _page.Paragraph($"Versions: {string.Join(", ", protocol.Versions.Select(version => $"{version.Name} ({Words.Number(version.Number)} on the wire)"))}. Roles: {documents.Words.Role(Role.Client)} and {documents.Words.Role(Role.Server)}.");
        _page.Heading(2, "Packets");
        _page.Table(["Type", "Packet", "Sent by", "Versions", "Section", "About"], [.. protocol.Packets.Select(Row)]);
        WriteTypes();
        WriteProperties();
        WriteReasonCodes();
        WriteAnnounced();
        _page.Heading(2, "Faults of form");
        _page.Paragraph("What a packet of any type can break by its form.");
        _page.Table(["Fault", "Rule", "Name", "Section", "Kept by", "Answer", "What holds"], [.. FaultWords.Of(protocol).Select(Row)]);
        return _page.ToString();
    }

    private IReadOnlyList<string> Row(Packet packet) =>
    [
        Words.Number(packet.Type),
        documents.Link(packet),
        documents.Words.Senders(packet),
        documents.Words.VersionNames(packet.Versions),
        packet.Section ?? "",
        Markdown.Escape(packet.About ?? ""),
    ];

    private IReadOnlyList<string> Row((string Fault, RuleRef Rule) row) => [row.Fault, Markdown.Escape(row.Rule.Id ?? ""), .. RuleSection.Facts(documents, documents.Rules[row.Rule.Name])];

    private void WriteTypes()
    {
        _page.Heading(2, "Types");
        _page.Table(
            ["Type", "Written as", "Bytes", "Values", "About"],
            [
                .. documents.Protocol.WireTypes.Select(type => (IReadOnlyList<string>)
                [
                    DocumentSet.Target("type-" + type.Name) + Markdown.Code(type.Name),
                    TypeWords.Form(type),
                    TypeWords.Length(type),
                    ValueWords.Of(type, type.In, type.Length, [], type.Shapes, documents.Words),
                    Markdown.Escape(type.About ?? ""),
                ]),
            ]);
    }

    private void WriteProperties()
    {
        if (documents.Protocol.Properties.Count == 0) return;

        _page.Heading(2, "Properties");
        _page.Table(
            ["Id", "Property", "Type", "Stands in", "About"],
            [.. documents.Protocol.Properties.OrderBy(property => property.Id).Select(Row)]);
    }

    private IReadOnlyList<string> Row(PropertyId property)
    {
        var places =
            from packet in documents.Protocol.Packets
            from field in packet.Fields
            where field.PropertySet is not null
            from known in packet.PropertySets.First(set => set.Spelled == field.PropertySet).Properties
            where known.Id == property.Id
            select (Packet: packet, Field: field, known.Type);
        var found = places.ToList();
        return
        [
            Words.Hex(property.Id),
            Markdown.Code(property.Name),
            found.Count == 0 ? "" : DocumentSet.Link(found[0].Type),
            string.Join(", ", found.Select(place => documents.Link(place.Packet) + (place.Packet.PropertySets.Count == 1 ? "" : $" ({Names.Spaced(place.Field.Name)})"))),
            Markdown.Escape(property.About ?? ""),
        ];
    }

    private void WriteReasonCodes()
    {
        if (documents.Protocol.ReasonCodes.Count == 0) return;

        _page.Heading(2, "Reason codes");
        _page.Table(
            ["Code", "Name", "Stands in", "Meaning"],
            [
                .. documents.Protocol.ReasonCodes.OrderBy(code => code.Code).Select(code => (IReadOnlyList<string>)
                [
                    Words.Hex(code.Code),
                    Markdown.Code(code.Name),
                    string.Join(", ", documents.Protocol.Packets.Where(packet => packet.ReasonCodes.Any(use => use.Name == code.Name)).Select(documents.Link)),
                    Markdown.Escape(code.About ?? ""),
                ]),
            ]);
    }

    private void WriteAnnounced()
    {
        if (documents.Protocol.Announced.Count == 0) return;

        _page.Heading(2, "What is announced");
        _page.Paragraph("What one side announces and the other side keeps.");
        _page.Table(
            ["Value", "Announced by", "In", "When absent", "About"],
            [
                .. documents.Protocol.Announced.Select(announced => (IReadOnlyList<string>)
                [
                    Markdown.Code(announced.Name),
                    documents.Words.Role(announced.By),
                    string.Join(", ", announced.From.Select(Source)),
                    announced.WhenAbsent is { } value ? Markdown.Code(value) : "",
                    Markdown.Escape(announced.About ?? ""),
                ]),
            ]);
    }

    private string Source(AnnouncedSource source) => documents.Protocol.Packets.FirstOrDefault(packet => packet.Spelled == source.Packet) is { } packet
        ? $"{documents.Link(packet)} {Markdown.Code(source.Member)}"
        : Markdown.Code(source.Member);
}
