using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Wire;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Decides the conditions of the spec.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="sender">Who sends the packet.</param>
/// <param name="announcements">What was announced.</param>
internal sealed class ConditionEvaluator(SpecProtocol protocol, Role sender, Announcements announcements)
{
    /// <summary>Whether every term holds; a condition that is absent does.</summary>
    public bool Holds(Condition? condition, MemberScope scope) => condition is null || condition.Terms.All(term => Holds(term, scope));

    /// <summary>Whether one term holds.</summary>
    public bool Holds(Term term, MemberScope scope) => term.Kind switch
    {
        TermKind.IsSet => term.Not != (scope.Number(term.Left) is not (null or 0)),
        TermKind.IsPresent => term.Not != scope.IsPresent(term.Left),
        TermKind.IsEmpty => term.Not != scope.Bytes(term.Left).IsEmpty,
        TermKind.IsShared => term.Not != TextShapes.IsShared(scope.Bytes(term.Left).Span),
        TermKind.IsWildcard => term.Not != TextShapes.IsWildcard(scope.Bytes(term.Left).Span),
        TermKind.IsSender => term.Not != (term.Left.AnnouncedBy == sender),
        TermKind.Never => false,
        _ => Compare(term, scope),
    };

    /// <summary>The number on the right of a comparison; null for an announced value that was not announced.</summary>
    public long? RightSide(Term term) => term.Right switch
    {
        { Kind: OperandKind.Announced } announced => Announced(announced),
        { Kind: OperandKind.ReasonCode } code => protocol.ReasonCodes.First(row => row.Name == code.Name).Code,
        { } right => Literals.Number(term.Left.Type, right.Name),
        _ => null,
    };

    private bool Compare(Term term, MemberScope scope)
    {
        if (term.Right is { Kind: OperandKind.Text } text)
        {
            if (term.Left.IsOptional && !scope.IsPresent(term.Left)) return true;
            return scope.Bytes(term.Left).Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(text.Name)) == (term.Comparison == "=");
        }

        // What is absent exceeds nothing, and nothing exceeds a limit that was not announced.
        var left = term.Left.Kind is OperandKind.Announced ? Announced(term.Left) : scope.Number(term.Left);
        if (left is not { } one || RightSide(term) is not { } other) return true;

        return term.Comparison switch
        {
            "=" => one == other,
            "!=" => one != other,
            "<" => one < other,
            "<=" => one <= other,
            ">" => one > other,
            _ => one >= other,
        };
    }

    private long? Announced(Operand operand) => announcements.Find(protocol.Announced.First(row => row.Name == operand.Name), sender);
}
