using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>What a packet's own bytes must satisfy, and what it must keep of what was announced.</summary>
internal sealed class ConditionSection(DocumentSet documents)
{
    private readonly ConditionWords _conditions = new(documents.Words);

    /// <summary>Writes the checks and the limits.</summary>
    public static void Write(Markdown page, DocumentSet documents, Packet packet)
    {
        ConditionSection section = new(documents);
        Item[] items = [.. packet.Fields.Select(field => field.Each?.Item).OfType<Item>()];
        string[] checks = [.. section.Checks(packet.Checks, ""), .. items.SelectMany(item => section.Checks(item.Checks, Within(item)))];
        if (checks.Length > 0)
        {
            page.Heading(2, "Checks");
            page.Paragraph("What the packet's own bytes decide:");
            page.List(checks);
        }

        string[] limits = [.. section.Limits(packet, packet.Limits, ""), .. items.SelectMany(item => section.Limits(packet, item.Limits, Within(item)))];
        if (limits.Length == 0) return;

        page.Heading(2, "Limits");
        page.Paragraph("What is held against what was announced, before sending and on receipt. A comparison with an absent value holds.");
        page.List(limits);
    }

    private static string Within(Item item) => $"in each {item.Name}: ";

    private IEnumerable<string> Checks(IEnumerable<Check> checks, string within) =>
        checks.Select(check => $"{Sentence(within, check.If, check.Then)}.{Versions(check.Versions)} {DocumentSet.Link(check.Rule)}");

    private IEnumerable<string> Limits(Packet packet, IEnumerable<Limit> limits, string within) =>
        from limit in limits
        let sender = documents.Sender(packet, limit.SentBy)
        let whose = sender.Length > 0 ? $", when the {sender} sends" : ""
        select $"{Sentence(within, limit.If, limit.Keep)}{whose}.{Versions(limit.Versions)} {DocumentSet.Link(limit.Rule)}";

    private string Sentence(string within, Condition? when, Condition then)
    {
        var sentence = when is null
            ? $"{within}{_conditions.Sentence(then)}"
            : $"{within}where {_conditions.Sentence(when)}, {_conditions.Sentence(then)}";
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    private string Versions(VersionRange range) => documents.Words.Versions(range) is { Length: > 0 } versions ? $" ({versions})" : "";
}
