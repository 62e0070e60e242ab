using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads the rules of the standard, and the errors that it names without an id.</summary>
internal sealed class RuleLinker(LinkContext context)
{
    private static readonly string[] RuleKeys = ["id", "name", "section", "actor", "kept-by", "answer", "about"];
    private static readonly string[] ErrorKeys = ["name", "section", "packets", "kept-by", "answer", "about"];
    private static readonly string[] IsKeys = ["is", "section", "packets", "answer", "about"];
    private static readonly string[] Layers = ["codec", "limits", "sessions", "broker", "client", "transport", "application"];

    private const int BuiltInRank = 3;
    private const int OverlayRank = 4;

    private readonly HashSet<string> _answered = [];

    public void Link()
    {
        context.Rules.DefaultAnswer = Answer(context.Protocol.Row);
        foreach (var node in context.Sections.Rows("rules")) AddRule(context.Read(node, "a rule", RuleKeys));

        var errors = context.Sections.Rows("errors").ToLookup(node => node is SpecMapping row && row["is"] is not null);
        foreach (var node in errors[false]) AddError(context.Read(node, "an error", ErrorKeys));

        foreach (var node in errors[true]) AnswerRule(context.Read(node, "an error that is a numbered statement", IsKeys));
    }

    /// <summary>
    /// Every rule: the statements, those of other standards (their ids have a prefix), the errors without an id, the built-in ones; those of
    /// overlays last, so that they shift no number of the base's.
    /// </summary>
    public EquatableArray<Rule> Linked => new(context.Rules.Rows
        .Select(row => (row.Rule, Rank: Rank(row.Rule, row.At)))
        .Concat(context.Rules.BuiltIns.Select(rule => (Rule: rule, Rank: BuiltInRank)))
        .OrderBy(row => row.Rank)
        .Select(row => row.Rule));

    private int Rank(Rule rule, SpecScalar at) => context.Bag.IsOverlay(at.At) ? OverlayRank : rule.Id is null ? 2 : rule.Id.IndexOf('/') < 0 ? 0 : 1;

    private void AddRule(NodeReader row)
    {
        var id = row.Required("id");
        row.ReportMissing("actor");
        row.Choice("actor", [.. context.Roles.Words, .. RoleTable.Parts]);
        Add(row, id, id.Text);
    }

    private void AddError(NodeReader row)
    {
        CheckPackets(row);
        Add(row, null, null);
    }

    private void Add(NodeReader row, SpecScalar? key, string? id)
    {
        var name = row.Name("name");
        row.ReportMissing("kept-by");
        var layer = row.Choice("kept-by", Layers) ?? "";
        var answer = Answer(row) ?? (layer == "codec" ? context.Rules.DefaultAnswer : null);
        context.Rules.Add(key ?? name, name, new(name.Text, id, row.Text("section"), layer, answer, row.Text("about")));
    }

    private void AnswerRule(NodeReader row)
    {
        CheckPackets(row);
        var word = row.Required("is");
        if (context.Rules.Find(word) is not { } rule || Answer(row) is not { } answer) return;

        var isAnswered = !_answered.Add(rule.Name) || (context.Bag.IsOverlay(word.At) && rule.Answer is not null);
        if (isAnswered && rule.Answer != answer)
        {
            context.Bag.ReportTaken($"Found a second answer to '{word.Text}', expected '{rule.Answer}' as before.", row.Place("answer"), context.Rules.PlaceOf(rule));
        }

        context.Rules.Replace(rule with { Answer = answer });
    }

    private string? Answer(NodeReader row) => row.Word("answer") is { } word ? context.ReasonCodes.Find(word)?.Name : null;

    private void CheckPackets(NodeReader row)
    {
        foreach (var packet in row.Words("packets"))
        {
            if (packet.Text != "any") context.Packets.Find(packet);
        }
    }
}
