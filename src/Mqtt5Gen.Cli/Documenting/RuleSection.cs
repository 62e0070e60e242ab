using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The rules that a packet's bytes can break, and the other rules of its section.</summary>
internal static class RuleSection
{
    private static readonly string[] Headings = ["Rule", "Name", "Section", "Kept by", "Answer", "What holds"];

    /// <summary>Writes both tables.</summary>
    public static void Write(Markdown page, DocumentSet documents, Packet packet)
    {
        var cited = documents.Cited(packet);
        page.Heading(2, "Rules");
        var faults = $"Faults of form, which any packet can have, are on the [index]({DocumentSet.IndexName}#faults-of-form).";
        page.Paragraph(cited.Count == 0 ? faults : $"What this packet can break, and what answers a breach. {faults}");
        page.Table(Headings, [.. cited.Select(rule => Row(documents, rule))]);

        Rule[] others = [.. documents.Protocol.Rules.Where(rule => IsOf(rule, packet)).Except(cited)];
        if (others.Length == 0) return;

        page.Heading(2, $"Further rules of section {packet.Section}");
        page.Paragraph("What the bytes of one packet do not decide.");
        page.Table(Headings, [.. others.Select(rule => Row(documents, rule))]);
    }

    private static IReadOnlyList<string> Row(DocumentSet documents, Rule rule) =>
    [
        DocumentSet.Target(rule.Name) + Markdown.Escape(rule.Id ?? ""),
        .. Facts(documents, rule),
    ];

    /// <summary>What there is to say of a rule beside its id.</summary>
    public static IReadOnlyList<string> Facts(DocumentSet documents, Rule rule) =>
    [
        Markdown.Escape(rule.Name),
        rule.Section ?? "",
        rule.KeptBy,
        rule.Answer is { } answer ? documents.Words.ReasonCode(answer) : "",
        Markdown.Escape(rule.About ?? ""),
    ];

    private static bool IsOf(Rule rule, Packet packet) =>
        packet.Section is { } section && (rule.Section == section || rule.Section?.StartsWith(section + ".", StringComparison.Ordinal) == true);
}
