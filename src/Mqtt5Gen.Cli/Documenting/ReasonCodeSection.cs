using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The reason codes of a packet, and what stands in their place in older versions.</summary>
internal static class ReasonCodeSection
{
    /// <summary>Writes the table, where the packet has reason codes.</summary>
    public static void Write(Markdown page, DocumentSet documents, Packet packet)
    {
        if (packet.ReasonCodes.Count == 0) return;

        VersionRange[] older = [.. packet.ReturnCodes.Select(code => code.Versions).Distinct()];
        page.Heading(2, "Reason codes");
        page.Table(
            ["Code", "Name", "Sent by", .. older.Select(versions => $"In {documents.Words.VersionNames(versions)}"), "Meaning"],
            [.. packet.ReasonCodes.OrderBy(use => use.Code).Select(use => Row(documents, packet, use, older))]);
    }

    private static IReadOnlyList<string> Row(DocumentSet documents, Packet packet, ReasonCodeUse use, IEnumerable<VersionRange> older) =>
    [
        Words.Hex(use.Code),
        Markdown.Code(use.Name),
        documents.Sender(packet, use.SentBy),
        .. older.Select(versions => InOlder(packet, use.Name, versions)),
        Markdown.Escape(documents.Protocol.ReasonCodes.FirstOrDefault(code => code.Name == use.Name)?.About ?? ""),
    ];

    private static string InOlder(Packet packet, string name, VersionRange versions)
    {
        ReturnCode[] codes = [.. packet.ReturnCodes.Where(code => code.Versions == versions)];
        if (codes.FirstOrDefault(code => code.Means == name) is { } own) return Words.Hex(own.Code);

        var other = codes.FirstOrDefault(code => code.Also.Contains(name)) ?? codes.FirstOrDefault(code => code.Otherwise);
        return other is null ? "" : $"sent as {Words.Hex(other.Code)}";
    }
}
