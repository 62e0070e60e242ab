using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The flags and fields of a packet, with their bits and items.</summary>
internal sealed class FieldSection(Markdown page, DocumentSet documents)
{
    private static readonly string[] FieldHeadings = ["Field", "Type", "Stands", "Values", "Meaning", "Rules"];
    private static readonly string[] BitHeadings = ["Bits", "Name", "Values", "Versions", "Meaning", "Rules"];

    /// <summary>Writes the section.</summary>
    public static void Write(Markdown page, DocumentSet documents, Packet packet)
    {
        FieldSection section = new(page, documents);
        if (packet.Flags.Count > 0) page.Heading(2, "Flags");
        page.Table(BitHeadings, [.. packet.Flags.Select(section.Row)]);
        page.Heading(2, "Fields");
        if (packet.Fields.Count == 0) page.Paragraph("None: the packet ends with its head.");
        section.Write(packet.Fields);
    }

    private void Write(IReadOnlyList<Field> fields)
    {
        page.Table(FieldHeadings, [.. fields.Select(Row)]);
        foreach (var field in fields.Where(field => field.Bits.Count > 0))
        {
            page.Heading(3, $"The bits of {field.Name}");
            page.Table(BitHeadings, [.. field.Bits.Select(Row)]);
        }

        foreach (var field in fields)
        {
            if (field.Each?.Item is not { } item) continue;

            page.Heading(3, $"Each {item.Name}");
            Write(item.Fields);
        }
    }

    private IReadOnlyList<string> Row(Field field) =>
    [
        Markdown.Code(field.Name),
        Type(field),
        documents.Presence(field) is { Length: > 0 } presence ? Markdown.Escape(presence) : "always",
        Values(field),
        Markdown.Escape(field.About ?? ""),
        DocumentSet.Links(PacketRules.Own(field, documents.Protocol.Faults)),
    ];

    private IReadOnlyList<string> Row(BitField bit) =>
    [
        Words.Bits(bit),
        bit.Name is { } name ? Markdown.Code(name) : "",
        Values(bit),
        documents.Words.Versions(bit.Versions),
        Markdown.Escape(bit.About ?? (bit.Means is { } field ? $"{field} is present." : "")),
        DocumentSet.Links(PacketRules.Of(bit)),
    ];

    private static string Type(Field field) => field.Type is { } type ? DocumentSet.Link(type) : $"[{field.Each!.Item!.Name}](#each-{field.Each.Item.Name.ToLowerInvariant()})";

    private string Values(Field field)
    {
        if (field.SetsVersion) return string.Join(", ", documents.Protocol.Versions.Select(version => $"{Words.Number(version.Number)} for {version.Name}"));
        if (field.Value.Count > 0) return string.Join("; ", field.Value.Select(text => $"{Markdown.Code(text.Text)}{InVersions(text.Versions)}"));

        return ValueWords.Of(field.Type, field.In, field.Length, field.Narrowed, field.Shapes, documents.Words);
    }

    private static string Values(BitField bit) => bit switch
    {
        { IsUnused: true } => "sent as 0, passed over on receipt",
        { Value: { } value } => Markdown.Code(bit.High == bit.Low ? Words.Number(value) : Words.Binary(value, bit.High - bit.Low + 1)),
        { Type.IsEnum: true } => TypeWords.Values(bit.Type),
        { Type: not null } => Words.Range(bit.Type.In ?? new(0, (1 << (bit.High - bit.Low + 1)) - 1)),
        _ => "0 or 1",
    };

    private string InVersions(VersionRange range) => documents.Words.Versions(range) is { Length: > 0 } versions ? $" in {versions}" : "";
}
