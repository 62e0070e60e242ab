using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares the checks and limits of a packet, or of an item, in one version.</summary>
internal sealed class ConditionComparer(ChangeRecorder changes, MemberNames names, Edition before, Edition after, string prefix)
{
    /// <summary>Compares what a packet's own bytes must satisfy.</summary>
    public void Checks(IReadOnlyList<Check> oldChecks, IReadOnlyList<Check> newChecks) => Compare(
        "check",
        [.. before.Of(oldChecks, check => check.Versions).Select(check => new Demand(Old(check.If, check.Then), check.If, check.Rule))],
        [.. after.Of(newChecks, check => check.Versions).Select(check => new Demand(New(check.If, check.Then), check.If, check.Rule))]);

    /// <summary>Compares what a packet must keep of what was announced.</summary>
    public void Limits(IReadOnlyList<Limit> oldLimits, IReadOnlyList<Limit> newLimits) => Compare(
        "limit",
        [.. before.Of(oldLimits, limit => limit.Versions).Select(limit => new Demand(Old(limit.If, limit.Keep) + From(limit.SentBy), limit.If, limit.Rule))],
        [.. after.Of(newLimits, limit => limit.Versions).Select(limit => new Demand(New(limit.If, limit.Keep) + From(limit.SentBy), limit.If, limit.Rule))]);

    private void Compare(string kind, IReadOnlyList<Demand> old, IReadOnlyList<Demand> young)
    {
        var item = prefix.TrimEnd('.');
        foreach (var demand in young)
        {
            if (old.FirstOrDefault(other => other.Text == demand.Text) is { } same) ValueComparer.Rule(changes, item, $"what fails the {kind} '{demand.Text}'", same.Rule, demand.Rule);
            else if (MemberNames.IsNever(demand.If, names.UnknownToOld)) changes.Harmless(item, $"{kind} added: {demand.Text}", "it is about what an old sender never sends");
            else changes.Narrowed(item, $"{kind} added: {demand.Text}", "what fails it");
        }

        foreach (var demand in old.Where(demand => young.All(other => other.Text != demand.Text)))
        {
            if (MemberNames.IsNever(demand.If, names.UnknownToNew)) changes.Harmless(item, $"{kind} removed: {demand.Text}", "it was about what a new sender never sends");
            else changes.Widened(item, $"{kind} removed: {demand.Text}", "what fails it");
        }
    }

    private string Old(Condition? when, Condition then) => Text(names.Old(when), names.Old(then));

    private static string New(Condition? when, Condition then) => Text(MemberNames.New(when), MemberNames.New(then));

    private static string Text(string? when, string? then) => when is null ? then! : $"if {when}, then {then}";

    private string From(Role sender) => sender is Role.Both ? "" : $" (sent by {after.Words.Role(sender)})";

    /// <summary>What is asked of a packet, as text that can be compared.</summary>
    private sealed record Demand(string Text, Condition? If, RuleRef Rule);
}
