using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>The members of a packet while it is decoded: locals, and the properties in the view.</summary>
internal sealed class LocalMembers(PacketShape shape) : IMembers
{
    /// <inheritdoc/>
    public string Value(Operand operand) =>
        operand.Kind is OperandKind.Property ? $"{Properties}.{operand.Name}" : Names.Local(operand.Name);

    /// <inheritdoc/>
    public string IsPresent(Operand operand) =>
        operand.Kind is OperandKind.Property ? $"{Properties}.Has(PropertyId.{operand.Name})" : Presence(operand.Name);

    /// <inheritdoc/>
    public bool IsNullable(Operand operand) =>
        operand.Kind is OperandKind.Property && operand.IsOptional && operand.Type is { } type && Types.HasNull(type);

    /// <summary>The local that tells whether a field stands in the packet.</summary>
    public static string Presence(string field) => $"has{field}";

    private string Properties => $"packet.{ViewEmitter.Field(shape.OwnProperties!.Name)}";
}
