using System.Globalization;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Conditions of the spec as C#.</summary>
/// <param name="members">How the members are reached that they name.</param>
/// <param name="roles">The words for the two ends.</param>
/// <param name="sender">Who sends the packet, where conditions name what was announced.</param>
internal sealed class Conditions(IMembers members, RoleNames roles, Role sender = Role.Both)
{
    /// <summary>The condition as an expression.</summary>
    public string Emit(Condition condition) => string.Join(" && ", condition.Terms.Select(Emit));

    private string Emit(Term term)
    {
        var left = term.Left;
        return term.Kind switch
        {
            TermKind.IsSet => (term.Not ? "!" : "") + members.Value(left),
            TermKind.IsPresent => IsPresent(left, term.Not),
            TermKind.IsEmpty => $"{Bytes(left)}.Length {(term.Not ? "!=" : "==")} 0",
            TermKind.IsShared => $"{(term.Not ? "!" : "")}TextShapes.IsShared({Bytes(left)})",
            TermKind.IsWildcard => $"{(term.Not ? "!" : "")}TextShapes.IsWildcard({Bytes(left)})",
            TermKind.IsSender => $"sender {(term.Not ? "is not" : "is")} {Names.Role(roles, left.AnnouncedBy)}",
            TermKind.Never => "false",
            _ => Compare(term),
        };
    }

    private string IsPresent(Operand operand, bool not)
    {
        var present = members.IsPresent(operand);
        if (not) return present.Contains(' ') && present[0] != '(' ? $"!({present})" : "!" + present;
        return present.Contains("||") && present[0] != '(' ? $"({present})" : present;
    }

    // Text or data; what is absent has no bytes.
    private string Bytes(Operand operand)
    {
        var value = members.Value(operand);
        if (!members.IsNullable(operand)) return value;
        return value.Contains("?.") ? $"({value}).GetValueOrDefault()" : $"{value}.GetValueOrDefault()";
    }

    private string Compare(Term term)
    {
        var right = term.Right!;
        var sign = term.Comparison == "=" ? "==" : term.Comparison!;
        if (right.Kind is OperandKind.Text) return Absent(term.Left, $"{(sign == "!=" ? "!" : "")}MemoryExtensions.SequenceEqual({Bytes(term.Left)}, {Code.Literal(right.Name)}u8)");

        var left = Side(term.Left);
        if (right.Kind is OperandKind.Announced) return CompareWithAnnounced(term.Left, left, sign, right);
        if (term.Left.Type is { IsFlag: true }) return Absent(term.Left, Flag(term.Left, left, (right.Name == "0") != (sign == "==")));

        return Absent(term.Left, $"{left} {sign} {Right(term.Left, right)}");
    }

    private static string Right(Operand left, Operand right) => right.Kind switch
    {
        OperandKind.EnumValue => EnumMember(left, right.Name),
        OperandKind.ReasonCode => $"ReasonCode.{right.Name}",
        _ when left.Type is { IsEnum: true } type => EnumMember(type, right.Name),
        _ => right.Name,
    };

    // A comparison with an absent value holds.
    private string Absent(Operand left, string compared)
    {
        if (!left.IsOptional) return compared;
        if (IsNullable(left)) return $"({Side(left)} is not {{ }} || {compared})";
        return left.Kind is OperandKind.Announced ? compared : $"({IsPresent(left, not: true)} || {compared})";
    }

    private string Flag(Operand operand, string value, bool isSet) =>
        IsNullable(operand) ? $"{value} == {(isSet ? "true" : "false")}" : (isSet ? "" : "!") + value;

    // An absent value exceeds nothing, and nothing exceeds a limit that was not announced.
    private string CompareWithAnnounced(Operand leftOperand, string left, string sign, Operand right)
    {
        var announced = Announced(right);
        if (leftOperand.Type is { IsEnum: true } type && right.Type != type) left = $"({Types.Underlying(type)}){left}";
        return IsNullable(leftOperand) ? $"({left} ?? 0) {sign} {announced}" : $"{left} {sign} {announced}";
    }

    private bool IsNullable(Operand operand) => operand.Kind is OperandKind.Announced ? operand.IsOptional : members.IsNullable(operand);

    private string Side(Operand operand) => operand.Kind is OperandKind.Announced ? Announced(operand) : members.Value(operand);

    // What only one side announces is that side's; what both announce is the receiver's.
    private string Announced(Operand operand)
    {
        var by = operand.AnnouncedBy is not Role.Both ? operand.AnnouncedBy : sender is Role.Client ? Role.Server : sender is Role.Server ? Role.Client : Role.Both;
        var (client, server) = (Names.End(roles, Role.Client), Names.End(roles, Role.Server));
        var side = by switch { Role.Client => client, Role.Server => server, _ => $"(sender is {Names.Role(roles, Role.Client)} ? {server} : {client})" };
        return $"{side}.{operand.Name}";
    }

    private static string EnumMember(Operand left, string name)
    {
        var type = left.Type!;
        return Types.Named(type, type.Values.First(value => value.Name == name), left.IsOptional && left.Name == type.Spelled);
    }

    private static string EnumMember(WireType type, string number) =>
        type.Values.FirstOrDefault(value => value.Value.ToString(CultureInfo.InvariantCulture) == number) is { } found
            ? $"{type.Spelled}.{found.Name}"
            : $"({type.Spelled}){number}";
}
