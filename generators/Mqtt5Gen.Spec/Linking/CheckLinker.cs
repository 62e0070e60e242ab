using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links checks and limits, once all members are in scope.</summary>
internal sealed class CheckLinker(LinkContext context, FieldPlace place)
{
    private static readonly string[] CheckKeys = ["if", "then", "rule", "versions", "about"];
    private static readonly string[] LimitKeys = ["if", "keep", "rule", "versions", "sent-by", "about"];
    private static readonly Condition Unreadable = new(default);

    private readonly ConditionParser _checks = new(context, place.Scope, knowsSender: !place.IsItem);
    private readonly ConditionParser _limits = new(context, place.Scope, mayNameAnnounced: true, knowsSender: true);

    /// <summary>The owner's checks, then those of overlays.</summary>
    public EquatableArray<Check> Checks(NodeReader owner) =>
        new(owner.Items("checks").Select(node => context.Read(node, "a check", CheckKeys)).Concat(context.Narrowed.Checks(owner)).Select(Check));

    /// <summary>The owner's limits, then those of overlays.</summary>
    public EquatableArray<Limit> Limits(NodeReader owner)
    {
        if (owner.Has("limits") && context.Sections.Rows("announced").Count == 0)
        {
            context.Bag.Report(DiagnosticIds.UnknownAnnounced, "Found limits, expected none: nothing is 'announced' that they could be held against.", owner.Place("limits"));
            return default;
        }

        foreach (var row in context.Narrowed.Limits(owner).Where(_ => context.Sections.Rows("announced").Count == 0))
        {
            context.Bag.Report(DiagnosticIds.UnknownAnnounced, "Found a limit, expected none: nothing is 'announced' that it could be held against.", row.Place("keep"));
        }

        return new(owner.Items("limits").Select(node => context.Read(node, "a limit", LimitKeys)).Concat(context.Narrowed.Limits(owner)).Select(Limit));
    }

    private Check Check(NodeReader row) => new(
        _checks.Parse(row.Word("if")),
        _checks.Parse(row.Required("then")) ?? Unreadable,
        context.Rules.CiteRequired(row),
        Versions(row));

    private Limit Limit(NodeReader row) => new(
        _limits.Parse(row.Word("if")),
        _limits.Parse(row.Required("keep")) ?? Unreadable,
        context.Rules.CiteRequired(row),
        Versions(row),
        context.Roles.Read(row, "sent-by") ?? place.Packet.SentBy);

    private VersionRange Versions(NodeReader row) =>
        context.Versions.Relative(context.Versions.Read(row.Word("versions"), place.Span), place.Span);
}
