using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>What is known of a packet's members while it is compared: which got other names, and which one side never sets.</summary>
internal sealed class MemberNames
{
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);

    /// <summary>Flags and properties that an old sender never sends.</summary>
    public HashSet<string> UnknownToOld { get; } = new(StringComparer.Ordinal);

    /// <summary>Flags and properties that a new sender never sends.</summary>
    public HashSet<string> UnknownToNew { get; } = new(StringComparer.Ordinal);

    /// <summary>A member has another name now.</summary>
    public void Rename(string from, string to) => _renamed[from] = to;

    /// <summary>An old condition in the names of today.</summary>
    public string? Old(Condition? condition) => condition is null ? null : ConditionWords.Text(new(new(condition.Terms.Select(Renamed))));

    /// <summary>A new condition.</summary>
    public static string? New(Condition? condition) => condition is null ? null : ConditionWords.Text(condition);

    /// <summary>Whether a condition never holds of what the side sends that does not know these members.</summary>
    public static bool IsNever(Condition? condition, HashSet<string> unknown) =>
        condition is not null && condition.Terms.Any(term => term is { Not: false, Kind: TermKind.IsSet or TermKind.IsPresent } && unknown.Contains(term.Left.Name));

    private Term Renamed(Term term) => term with { Left = Renamed(term.Left), Right = term.Right is null ? null : Renamed(term.Right) };

    private Operand Renamed(Operand operand) => _renamed.TryGetValue(operand.Name, out var name) ? operand with { Name = name } : operand;
}
