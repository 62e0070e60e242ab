using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>Conditions: as the spec writes them, and as sentences.</summary>
/// <param name="words">The protocol's words.</param>
internal sealed class ConditionWords(Words words)
{
    /// <summary>In the spec's own language: <c>QoS > 0 and not Dup</c>.</summary>
    public static string Text(Condition condition) => string.Join(" and ", condition.Terms.Select(Text));

    /// <summary>In words: <c>QoS is above 0 (AtMostOnce) and Dup is not set</c>.</summary>
    public string Sentence(Condition condition) => string.Join(" and ", condition.Terms.Select(Sentence));

    private static string Text(Term term) => term.Kind switch
    {
        TermKind.IsSet => (term.Not ? "not " : "") + term.Left.Name,
        TermKind.Compare => $"{term.Left.Name} {term.Comparison} {Value(term.Right!)}",
        TermKind.IsPresent => $"{term.Left.Name} is {(term.Not ? "absent" : "present")}",
        TermKind.IsEmpty => $"{term.Left.Name} is {Not(term)}empty",
        TermKind.IsShared => $"{term.Left.Name} is {Not(term)}shared",
        TermKind.IsWildcard => $"{term.Left.Name} is {Not(term)}wildcard",
        TermKind.IsSender => $"sender is {Not(term)}{term.Left.Name}",
        _ => throw new InvalidOperationException($"a term of kind {term.Kind} has no text"),
    };

    private string Sentence(Term term) => term.Kind switch
    {
        TermKind.IsSet => $"{Member(term.Left)} is {Not(term)}set",
        TermKind.Compare => $"{Member(term.Left)} {Comparison(term.Comparison!)} {Compared(term)}",
        TermKind.IsShared => $"{Member(term.Left)} {(term.Not ? "does not begin" : "begins")} with `$share/`",
        TermKind.IsWildcard => $"{Member(term.Left)} holds {(term.Not ? "no" : "a")} wildcard",
        TermKind.IsPresent => $"{Member(term.Left)} is {(term.Not ? "absent" : "present")}",
        TermKind.IsEmpty => $"{Member(term.Left)} is {Not(term)}empty",
        TermKind.IsSender => $"the sender is {Not(term)}the {term.Left.Name}",
        _ => throw new InvalidOperationException($"a term of kind {term.Kind} has no sentence"),
    };

    private static string Not(Term term) => term.Not ? "not " : "";

    private static string Comparison(string sign) => sign switch
    {
        "=" => "is",
        "!=" => "is not",
        ">" => "is above",
        ">=" => "is at least",
        "<" => "is below",
        _ => "is at most",
    };

    private string Compared(Term term)
    {
        var right = term.Right!;
        var named = right.Kind is OperandKind.Number ? term.Left.Type?.Values.FirstOrDefault(value => Words.Number(value.Value) == right.Name) : null;
        return named is null ? Member(right) : $"{right.Name} ({named.Name})";
    }

    private string Member(Operand operand) => operand.Kind switch
    {
        OperandKind.Announced when operand.AnnouncedBy is Role.Both => $"the {operand.Name} that its receiver announced",
        OperandKind.Announced => $"the {operand.Name} that the {words.Role(operand.AnnouncedBy)} announced",
        _ => Value(operand),
    };

    private static string Value(Operand operand) => operand.Kind is OperandKind.Text ? $"\"{operand.Name}\"" : operand.Name;
}
