using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the two sides of a term: members on the left, values on the right.</summary>
internal sealed class OperandLinker(LinkContext context, Scope scope, bool mayNameAnnounced)
{
    /// <summary>A member in scope, or else an announced value; null, with a diagnostic, where the word names neither.</summary>
    public Operand? Member(ConditionWord word)
    {
        var name = word.Text;
        if (scope.TryFind(name) is { } member) return member;
        if (scope.IsLater(name) && !context.Bag.IsExcused(name)) return Unknown(word, "a member that stands before this");

        var announced = context.Announced.TryFind(name);
        if (announced is not null && mayNameAnnounced) return Of(announced);
        if (announced is not null) return Unknown(word, "a member of this packet: announced values are for limits");

        var names = mayNameAnnounced ? scope.Names.Concat(context.Announced.Names) : scope.Names;
        context.Bag.ReportUnknown(DiagnosticIds.UnknownMember, "a member of this packet", name, word.At, names);
        return null;
    }

    /// <summary>What the left side is compared with.</summary>
    public Operand? Value(ConditionWord word, Operand left)
    {
        if (word.IsQuoted) return Text(word, left);
        if (Numbers.TryParse(word.Text, out var number)) return Number(word, number, left);
        if (left.Type?.Values.Any(value => value.Name == word.Text) == true) return new(OperandKind.EnumValue, word.Text, left.Type, false);

        var isReasonCode = left.Type?.Base is WireBase.ReasonCode;
        if (isReasonCode && context.ReasonCodes.Contains(word.Text)) return new(OperandKind.ReasonCode, word.Text, left.Type, false);

        var announced = context.Announced.TryFind(word.Text);
        if (announced is not null && mayNameAnnounced) return Of(announced);
        if (announced is not null) return Unknown(word, "a value: announced values are for limits");

        if (isReasonCode)
        {
            context.Bag.ReportUnknown(DiagnosticIds.UnknownReasonCode, "a reason code", word.Text, word.At, context.ReasonCodes.Names);
            return null;
        }

        var names = left.Type?.Values.Select(value => value.Name) ?? [];
        var known = mayNameAnnounced ? names.Concat(context.Announced.Names) : names;
        var expected = mayNameAnnounced ? "a number, a value's name or an announced value" : "a number or a value's name";
        context.Bag.ReportUnknown(DiagnosticIds.UnknownMember, expected, word.Text, word.At, known);
        return null;
    }

    private static Operand Of(Announced announced) =>
        new(OperandKind.Announced, announced.Name, announced.Type, announced.WhenAbsent is null, announced.By);

    private Operand? Text(ConditionWord word, Operand left)
    {
        if (left.Type?.IsText == true) return new(OperandKind.Text, word.Text.Substring(1, word.Text.Length - 2), null, false);

        context.Bag.Report(DiagnosticIds.Condition, $"Found '{word.Text.Substring(1, word.Text.Length - 2)}', expected no text: '{left.Name}' holds none.", word.At);
        return null;
    }

    private Operand? Number(ConditionWord word, long number, Operand left)
    {
        if (left.Type is null || WireBases.Capacity(left.Type.Base) is not null) return new(OperandKind.Number, Numbers.Text(number), null, false);

        context.Bag.Report(DiagnosticIds.Condition, $"Found '{word.Text}', expected no number: '{left.Name}' holds none.", word.At);
        return null;
    }

    private Operand? Unknown(ConditionWord word, string expected)
    {
        context.Bag.Report(DiagnosticIds.UnknownMember, $"Found '{word.Text}', expected {expected}.", word.At);
        return null;
    }
}
