using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>The pages of one protocol, and what they link to.</summary>
internal sealed class DocumentSet
{
    /// <summary>The page that leads to the others.</summary>
    public const string IndexName = "README.md";

    private readonly Citations _citations;

    public DocumentSet(SpecProtocol protocol, IReadOnlyList<SpecFile> files)
    {
        Protocol = protocol;
        Words = new(protocol);
        Rules = protocol.Rules.ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        _citations = new(protocol, files);
    }

    /// <summary>The protocol.</summary>
    public SpecProtocol Protocol { get; }

    /// <summary>Its words.</summary>
    public Words Words { get; }

    /// <summary>Its rules by name.</summary>
    public IReadOnlyDictionary<string, Rule> Rules { get; }

    /// <summary>Every page.</summary>
    public IEnumerable<Document> All() => Protocol.Packets.Select(Page).Prepend(new(IndexName, IndexPage.Write(this)));

    /// <summary>A packet's page.</summary>
    public Document Page(Packet packet) => new(FileName(packet), PacketPage.Write(this, packet));

    /// <summary>The name of a packet's page: <c>03-publish.md</c>.</summary>
    public string FileName(Packet packet)
    {
        var digits = Math.Max(2, Words.Number(Protocol.Packets.Max(other => other.Type)).Length);
        return $"{Words.Number(packet.Type).PadLeft(digits, '0')}-{packet.Name.ToLowerInvariant()}.md";
    }

    /// <summary>A link to a packet's page.</summary>
    public string Link(Packet packet) => $"[{Markdown.Escape(packet.Name)}]({FileName(packet)})";

    /// <summary>A link to a type on the index.</summary>
    public static string Link(WireType type) => $"[{Markdown.Escape(type.Name)}]({IndexName}#{Anchor("type-" + type.Name)})";

    /// <summary>A link to a rule further down on the same page.</summary>
    public static string Link(RuleRef rule) => $"[{Markdown.Escape(rule.Id ?? rule.Name)}](#{Anchor(rule.Name)})";

    /// <summary>Links to rules, each once.</summary>
    public static string Links(IEnumerable<RuleRef> rules) => string.Join(", ", rules.Distinct().Select(Link));

    /// <summary>A place to link to.</summary>
    public static string Target(string name) => $"<a id=\"{Anchor(name)}\"></a>";

    /// <summary>When a field stands in its packet; nothing where it always does.</summary>
    public string Presence(Field field)
    {
        List<string> parts = [];
        if (field.Each is { } each) parts.Add(each.AtLeast switch { 0 => "any number of times", 1 => "once or more", var least => $"{Words.Number(least)} times or more" });
        if (field.If is { } condition) parts.Add($"if {ConditionWords.Text(condition)}");
        if (Words.Versions(field.Versions) is { Length: > 0 } versions) parts.Add($"in {versions}");
        if (field.WhenOmitted is { } omitted) parts.Add(omitted == "none" ? "may be left out" : $"left out: {omitted}");
        return string.Join(", ", parts);
    }

    /// <summary>Who of a packet's senders may, where not all of them may.</summary>
    public string Sender(Packet packet, Role role) =>
        role is Role.Both || packet.SentBy.All(sender => sender.Role == role) ? "" : Words.Role(role);

    /// <summary>The rules that the spec cites for a packet, in the order of the protocol.</summary>
    public IReadOnlyList<Rule> Cited(Packet packet) => _citations.Of(packet);

    private static string Anchor(string name) => name.ToLowerInvariant();
}
