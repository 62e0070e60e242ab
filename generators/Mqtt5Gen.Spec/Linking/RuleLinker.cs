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

    private readonly HashSet<string> _answered = [];

    public void Link()
    {
        context.Rules.DefaultAnswer = Answer(context.Protocol.Row);
        foreach (var node in context.Sections.Rows("rules")) AddRule(context.Read(node, "a rule", RuleKeys));

        var errors = context.Sections.Rows("errors").ToLookup(node => node is SpecMapping row && row["is"] is not null);
        foreach (var node in errors[false]) AddError(context.Read(node, "an error", ErrorKeys));

        foreach (var node in errors[true]) AnswerRule(context.Read(node, "an error that is a numbered statement", IsKeys));
    }

    /// <summary>Every rule: the built-in ones, the statements, those of other standards (their ids have a prefix), the errors without an id.</summary>
    public EquatableArray<Rule> Linked => new(context.Rules.BuiltIns.Concat(context.Rules.Rows.Select(row => row.Rule).OrderBy(Rank)));

    private static int Rank(Rule rule) => rule.Id is null ? 2 : rule.Id.IndexOf('/') < 0 ? 0 : 1;

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

        if (!_answered.Add(rule.Name) && rule.Answer != answer)
        {
            context.Bag.Report(DiagnosticIds.Duplicate, $"Found a second answer to '{word.Text}', expected '{rule.Answer}' as before.", row.Place("answer"));
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
