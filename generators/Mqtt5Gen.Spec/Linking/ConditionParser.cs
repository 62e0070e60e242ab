using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Parses the closed language of conditions against the members in scope; in limits also against what was announced.</summary>
internal sealed class ConditionParser(LinkContext context, Scope scope, bool mayNameAnnounced = false, bool knowsSender = false)
{
    private const string Sender = "sender";

    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    private readonly OperandLinker _operands = new(context, scope, mayNameAnnounced);

    /// <summary>The condition; null, with diagnostics, where the text is none. An empty text was reported where it was read.</summary>
    public Condition? Parse(SpecScalar? text)
    {
        if (text is not { Text.Length: > 0 }) return null;

        var words = ConditionWord.Split(text).ToList();
        var terms = new List<Term>();
        for (var start = 0; start <= words.Count;)
        {
            var end = words.FindIndex(start, word => word.Text == "and");
            if (end < 0) end = words.Count;
            if (Term([.. words.Skip(start).Take(end - start)], text) is { } term) terms.Add(term);
            start = end + 1;
        }

        return terms.Count == 0 ? null : new(new(terms));
    }

    private Term? Term(ConditionWord[] words, SpecScalar text) => words switch
    {
        [] => Unreadable(text.Text, text.At, "a condition on both sides of 'and'"),
        [{ Text: "not" }, var member] => IsSet(member, not: true),
        [var member] => IsSet(member, not: false),
        [{ Text: Sender } sender, { Text: "is" }, { Text: "not" }, var role] => IsSender(sender, role, not: true),
        [{ Text: Sender } sender, { Text: "is" }, var role] => IsSender(sender, role, not: false),
        [var member, { Text: "is" }, { Text: "not" }, var what] => Is(member, what, not: true),
        [var member, { Text: "is" }, var what] => Is(member, what, not: false),
        [var left, var comparison, var right] when Comparisons.Contains(comparison.Text) => Compare(left, comparison.Text, right),
        [_, var other, _] => Unreadable(other.Text, other.At, $"'is' or one of {string.Join(" ", Comparisons)}"),
        _ => Unreadable(text.Text, text.At, "a condition like 'QoS > 0', 'not Retain' or 'TopicAlias is present'"),
    };

    private Term? IsSender(ConditionWord sender, ConditionWord word, bool not)
    {
        if (!knowsSender) return Unreadable(Sender, sender.At, "a member: who sends the packet is known to its checks and limits only");

        var roles = context.Roles;
        if (roles.TryFind(word.Text) is { } role) return new(TermKind.IsSender, new(OperandKind.Role, roles.Names.Of(role).Name, null, false, role), not, null, null);

        string[] names = [roles.Names.Client.Name, roles.Names.Server.Name];
        context.Bag.ReportUnknown(DiagnosticIds.Condition, $"{names[0]} or {names[1]}", word.Text, word.At, names);
        return null;
    }

    private Term? IsSet(ConditionWord word, bool not)
    {
        if (_operands.Member(word) is not { } member) return null;
        if (member is { Kind: OperandKind.Bit, Type: null }) return new(TermKind.IsSet, member, not, null, null);

        return Unreadable(word.Text, word.At, "the name of a single bit, or a comparison");
    }

    private Term? Is(ConditionWord word, ConditionWord what, bool not)
    {
        if (_operands.Member(word) is not { } member) return null;

        return (what.Text, member) switch
        {
            ("present", { Kind: OperandKind.Property } or { Kind: OperandKind.Field, IsOptional: true }) when !not => Of(TermKind.IsPresent),
            ("absent", { Kind: OperandKind.Property } or { Kind: OperandKind.Field, IsOptional: true }) when !not => Of(TermKind.IsPresent) with { Not = true },
            ("present" or "absent", _) when !not => Unreadable(word.Text, word.At, "a property, a field with 'if' or 'when-omitted: none', or bits or properties with 'when-omitted'"),
            ("empty", { Type: { } type }) when WireBases.HoldsBytes(type.Base) => Of(TermKind.IsEmpty),
            ("shared", { Type.IsText: true }) => Of(TermKind.IsShared),
            ("wildcard", { Type.IsText: true }) => Of(TermKind.IsWildcard),
            ("empty" or "shared" or "wildcard", _) => Unreadable(word.Text, word.At, "a member that holds text"),
            _ => Unreadable(what.Text, what.At, "one of present, absent, empty, shared, wildcard"),
        };

        Term Of(TermKind kind) => new(kind, member, not, null, null);
    }

    private Term? Compare(ConditionWord leftWord, string comparison, ConditionWord rightWord)
    {
        if (_operands.Member(leftWord) is not { } left) return null;
        if (left.Type is null && left.Kind is not OperandKind.Bit) return Unreadable(leftWord.Text, leftWord.At, "a member that holds one value");
        if (_operands.Value(rightWord, left) is not { } right) return null;

        if (right.Kind is OperandKind.Text && comparison is not ("=" or "!="))
        {
            return Unreadable(right.Name, rightWord.At, "a comparison by = or !=: text has no order");
        }

        return new(TermKind.Compare, left, false, comparison, right);
    }

    private Term? Unreadable(string found, SpecLocation at, string expected)
    {
        context.Bag.Report(DiagnosticIds.Condition, $"Found '{found}', expected {expected}.", at);
        return null;
    }
}
