using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The properties that may stand in a packet.</summary>
internal static class PropertySection
{
    private static readonly string[] Headings = ["Id", "Property", "Type", "Values", "When absent", "Sent by", "How often", "Meaning", "Rules"];

    /// <summary>Writes a table for each property set.</summary>
    public static void Write(Markdown page, DocumentSet documents, Packet packet)
    {
        foreach (var field in packet.Fields.Where(field => field.PropertySet is not null))
        {
            var set = packet.PropertySets.First(set => set.Spelled == field.PropertySet);
            page.Heading(2, Names.Spaced(field.Name));
            page.Table(Headings, [.. set.Properties.Select(property => Row(documents, packet, property))]);
        }
    }

    private static IReadOnlyList<string> Row(DocumentSet documents, Packet packet, Property property) =>
    [
        Words.Hex(property.Id),
        Markdown.Code(property.Name),
        DocumentSet.Link(property.Type),
        ValueWords.Of(property.Type, property.In, property.Length, property.Narrowed, property.Shapes, documents.Words),
        property.WhenAbsent is { } value ? Markdown.Code(value) : "",
        documents.Sender(packet, property.SentBy),
        HowOften(property),
        Markdown.Escape(property.About ?? ""),
        DocumentSet.Links(PacketRules.Of(property, documents.Protocol.Faults)),
    ];

    private static string HowOften(Property property)
    {
        if (property.Refused is not null) return "never";

        return property.Repeats ? "any number of times" : "once at most";
    }
}
