using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>A packet's page: its bytes, what they mean, and the rules that bind them.</summary>
internal sealed class PacketPage(DocumentSet documents, Packet packet)
{
    private readonly Markdown _page = new();

    /// <summary>Writes the page.</summary>
    public static string Write(DocumentSet documents, Packet packet) => new PacketPage(documents, packet).Write();

    private string Write()
    {
        WriteHead();
        _page.Heading(2, "Bytes");
        _page.Fence(ByteDiagram.Draw(documents, packet));
        FieldSection.Write(_page, documents, packet);
        PropertySection.Write(_page, documents, packet);
        ReasonCodeSection.Write(_page, documents, packet);
        ConditionSection.Write(_page, documents, packet);
        WriteShed();
        WriteStamps();
        RuleSection.Write(_page, documents, packet);
        return _page.ToString();
    }

    private void WriteHead()
    {
        _page.Heading(1, Markdown.Escape(packet.Name));
        _page.Paragraph(Markdown.Escape(packet.About ?? ""));
        _page.Table(
            ["Packet type", "Section", "Sent by", $"Versions of {documents.Protocol.Name}"],
            [[Words.Number(packet.Type), packet.Section ?? "", documents.Words.Senders(packet), documents.Words.VersionNames(packet.Versions)]]);

        var packets = documents.Protocol.Packets;
        var place = packets.TakeWhile(other => other != packet).Count();
        List<string> links = [$"[All packets]({DocumentSet.IndexName})"];
        if (place > 0) links.Add($"before: {documents.Link(packets[place - 1])}");
        if (place < packets.Count - 1) links.Add($"next: {documents.Link(packets[place + 1])}");
        _page.Paragraph(string.Join(" · ", links));
    }

    private void WriteShed()
    {
        if (packet.Shed.Count == 0) return;

        _page.Heading(2, "When the packet would be too large");
        _page.Paragraph("What is left out, in this order, until the packet fits the Maximum Packet Size of its receiver:");
        _page.List(packet.Shed.Select(shed => $"{Markdown.Code(shed.Property)} ({DocumentSet.Link(shed.Rule)})"));
    }

    private void WriteStamps()
    {
        if (packet.Stamps.Count == 0) return;

        _page.Heading(2, "What differs between receivers");
        _page.Paragraph($"One encoding serves many receivers: the flags and {string.Join(", ", packet.Stamps.Select(Markdown.Code))} may be rewritten in it.");
    }
}
