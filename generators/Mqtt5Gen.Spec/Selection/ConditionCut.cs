using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>Decides what conditions say of members that no chosen version has.</summary>
internal sealed class ConditionCut(IEnumerable<ReasonCode> reasonCodes)
{
    private static readonly Term Never = new(TermKind.Never, new(OperandKind.Number, "0", null, false), Not: false, null, null);

    // Names with what their absence means, or null where it means nothing.
    private readonly Dictionary<(OperandKind, string), string?> _absent = [];

    /// <summary>For the members of an item, which are not those of its packet.</summary>
    public ConditionCut ForItem() => new(reasonCodes);

    /// <summary>Takes note of a member that no chosen version has.</summary>
    public void Drop(OperandKind kind, string name, string? means = null) => _absent[(kind, name)] = means;

    /// <summary>Whether the condition can hold.</summary>
    public static bool IsNever(Condition? condition) => condition?.Terms.Any(term => term.Kind is TermKind.Never) == true;

    /// <summary>What is left of the condition; null where it always holds.</summary>
    public Condition? Cut(Condition? condition)
    {
        if (condition is null) return null;

        List<Term> left = [];
        foreach (var term in condition.Terms)
        {
            var decided = Decide(term);
            if (decided is false) return new(new([Never]));
            if (decided is null) left.Add(term);
        }

        return left.Count == 0 ? null : new(new(left));
    }

    /// <summary>What is left of the checks: not those that always hold, or are never asked.</summary>
    public EquatableArray<Check> Cut(EquatableArray<Check> checks) =>
        new(from check in checks
            let when = Cut(check.If)
            let then = Cut(check.Then)
            where then is not null && !IsNever(when)
            select check with { If = when, Then = then });

    /// <summary>What is left of the limits.</summary>
    public EquatableArray<Limit> Cut(EquatableArray<Limit> limits) =>
        new(from limit in limits
            let when = Cut(limit.If)
            let keep = Cut(limit.Keep)
            where keep is not null && !IsNever(when)
            select limit with { If = when, Keep = keep });

    // Null where the packet decides.
    private bool? Decide(Term term)
    {
        if (!_absent.TryGetValue((term.Left.Kind, term.Left.Name), out var means)) return null;

        return term.Kind switch
        {
            TermKind.Compare => Compare(term, means),
            TermKind.IsEmpty => !term.Not,
            _ => term.Not,
        };
    }

    // A comparison with an absent value holds.
    private bool Compare(Term term, string? means)
    {
        if (term.Left.IsOptional || Number(term.Right!.Kind, term.Right.Name, term.Left.Type) is not { } right) return true;

        var left = means is null ? 0 : Number(OperandKind.EnumValue, means, term.Left.Type) ?? 0;
        return term.Comparison switch
        {
            "=" => left == right,
            "!=" => left != right,
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            _ => left >= right,
        };
    }

    private long? Number(OperandKind kind, string text, WireType? type)
    {
        if (kind is OperandKind.Announced or OperandKind.Text) return null;
        if (Numbers.TryParse(text, out var number)) return number;
        return type?.Base is WireBase.ReasonCode
            ? reasonCodes.FirstOrDefault(code => code.Name == text)?.Code
            : type?.Values.FirstOrDefault(value => value.Name == text)?.Value;
    }
}
