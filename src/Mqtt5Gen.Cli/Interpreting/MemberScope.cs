using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What the conditions of a packet, or of an item, can ask of its members.</summary>
/// <param name="group">The fields.</param>
/// <param name="members">What stands in them.</param>
internal sealed class MemberScope(FieldGroup group, IReadOnlyDictionary<string, FieldValue> members)
{
    /// <summary>Whether the field or property stands in the packet.</summary>
    public bool IsPresent(Operand operand) =>
        operand.Kind is OperandKind.Property ? Property(operand.Name) is not null : members.ContainsKey(operand.Name);

    /// <summary>The bytes of text or data; none where it is absent.</summary>
    public ReadOnlyMemory<byte> Bytes(Operand operand) => Find(operand) is FieldValue.Data data ? data.Bytes : default;

    /// <summary>The number that a member holds or its absence means; null where absence means none.</summary>
    public long? Number(Operand operand)
    {
        if (Find(operand) is FieldValue.Number number) return number.Value;
        if (operand.Kind is OperandKind.Property) return WhenAbsent(operand);
        return operand.IsOptional ? null : 0;
    }

    private FieldValue? Find(Operand operand) =>
        operand.Kind is OperandKind.Property ? Property(operand.Name) : members.GetValueOrDefault(operand.Name);

    private FieldValue? Property(string name) =>
        group.OwnProperties is { } field && members.GetValueOrDefault(field.Name) is FieldValue.PropertyList list
            ? list.Items.FirstOrDefault(property => property.Name == name)?.Value
            : null;

    private long? WhenAbsent(Operand operand) =>
        group.OwnSet?.Properties.FirstOrDefault(property => property.Name == operand.Name)?.WhenAbsent is { } text && operand.Type is { } type
            ? Literals.Number(type, text)
            : null;
}
