using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Conditions of the spec as C#, over locals while decoding or over members of a packet.</summary>
/// <param name="member">How a bit, field or property is read.</param>
/// <param name="isPresent">Whether a field or property stands in the packet.</param>
/// <param name="roles">The words for the two ends.</param>
/// <param name="sender">Who sends the packet, where conditions name what was announced.</param>
internal sealed class Conditions(Func<Operand, string> member, Func<Operand, string> isPresent, RoleNames roles, Role sender = Role.Both)
{
    /// <summary>Over the members of a view or an owned packet, which have the same names.</summary>
    public static Conditions OverMembers(bool isView, RoleNames roles, Role sender = Role.Both) => new(
        operand => operand.Kind is OperandKind.Property ? (isView ? $"Properties.{operand.Name}" : $"Properties?.{operand.Name}") : operand.Name,
        operand => operand.Kind is OperandKind.Property && isView
            ? $"Properties.Has(PropertyId.{operand.Name})"
            : operand.Kind is OperandKind.Property ? $"(Properties?.Has(PropertyId.{operand.Name}) ?? false)" : $"{operand.Name} is not null",
        roles,
        sender);

    /// <summary>The condition as an expression.</summary>
    public string Emit(Condition condition) => string.Join(" && ", condition.Terms.Select(Emit));

    private string Emit(Term term)
    {
        var left = term.Left;
        return term.Kind switch
        {
            TermKind.IsSet => (term.Not ? "!" : "") + member(left),
            TermKind.IsPresent => (term.Not ? "!" : "") + isPresent(left),
            TermKind.IsEmpty => $"{member(left)}.Length {(term.Not ? "!=" : "==")} 0",
            TermKind.IsShared => $"{(term.Not ? "!" : "")}TextShapes.IsShared({member(left)})",
            TermKind.IsWildcard => $"{(term.Not ? "!" : "")}TextShapes.IsWildcard({member(left)})",
            TermKind.Never => "false",
            _ => Compare(term),
        };
    }

    private string Compare(Term term)
    {
        var left = Side(term.Left);
        var right = term.Right!;
        var sign = term.Comparison == "=" ? "==" : term.Comparison!;
        if (right.Kind is OperandKind.Text) return $"{left}.SequenceEqual({Code.Literal(right.Name)}u8){(sign == "!=" ? " is false" : "")}";
        if (right.Kind is OperandKind.Announced) return CompareWithAnnounced(term.Left, left, sign, right);
        if (term.Left.Type is { IsFlag: true }) return (right.Name == "0") == (sign == "==") ? $"!{Paren(left)}" : left;

        var value = right.Kind switch
        {
            OperandKind.EnumValue => EnumMember(term.Left, right.Name),
            OperandKind.ReasonCode => $"ReasonCode.{right.Name}",
            _ when term.Left.Type is { IsEnum: true } type => EnumMember(type, right.Name),
            _ => right.Name,
        };
        return term.Left.IsOptional ? $"({left} is not {{ }} || {left} {sign} {value})" : $"{left} {sign} {value}";
    }

    // An absent value exceeds nothing, and nothing exceeds a limit that was not announced.
    private string CompareWithAnnounced(Operand leftOperand, string left, string sign, Operand right)
    {
        var announced = Announced(right);
        if (leftOperand.Type is { IsEnum: true }) left = $"(byte){left}";
        if (leftOperand.IsOptional || left.Contains("?.")) return $"({left} ?? 0) {sign} {announced}";
        return $"{left} {sign} {announced}";
    }

    private string Side(Operand operand) => operand.Kind switch
    {
        OperandKind.Announced => Announced(operand),
        _ => member(operand),
    };

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
        type.Values.FirstOrDefault(value => value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) == number) is { } found
            ? $"{type.Spelled}.{found.Name}"
            : $"({type.Spelled}){number}";

    private static string Paren(string expression) => expression.Contains("?.") ? $"({expression} ?? false)" : expression;

}
