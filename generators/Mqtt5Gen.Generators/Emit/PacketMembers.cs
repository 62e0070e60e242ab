using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>The members of a view or of an owned packet, which have the same names.</summary>
internal sealed class PacketMembers : IMembers
{
    private readonly PacketShape _shape;
    private readonly bool _isView;
    private readonly Conditions _conditions;

    public PacketMembers(PacketShape shape, bool isView)
    {
        (_shape, _isView) = (shape, isView);
        _conditions = new Conditions(this, shape.Roles);
    }

    /// <inheritdoc/>
    public string Value(Operand operand)
    {
        if (operand.Kind is not OperandKind.Property) return operand.Name;
        if (_isView) return $"Properties.{operand.Name}";

        var value = $"Properties?.{operand.Name}";
        return Property(operand) is { WhenAbsent: { } absent } property ? $"({value} ?? {Types.Literal(property.Type, absent)})" : value;
    }

    /// <inheritdoc/>
    public string IsPresent(Operand operand)
    {
        if (operand.Kind is OperandKind.Property) return _isView ? $"Properties.Has(PropertyId.{operand.Name})" : $"(Properties?.Has(PropertyId.{operand.Name}) ?? false)";
        if (_shape.Fields.FirstOrDefault(field => field.Name == operand.Name) is not { } field) return "true";
        if (field.PropertySet is not null) return _isView ? $"!{field.Name}.IsEmpty" : $"{field.Name} is not null";

        return (IsNullable(operand) ? $"{field.Name} is not null" : Stands(field, OwnPropertiesStand)) ?? "true";
    }

    /// <inheritdoc/>
    public bool IsNullable(Operand operand)
    {
        if (operand.Kind is OperandKind.Property) return operand.IsOptional && (!_isView || Types.HasNull(operand.Type!));
        return operand.Kind is OperandKind.Field && _shape.Fields.FirstOrDefault(field => field.Name == operand.Name) is { } field && IsNullable(field);
    }

    /// <summary>Whether a field's member is null where the field does not stand in the packet.</summary>
    public bool IsNullable(Field field) =>
        (field.CanBeAbsent && (!_isView || Types.HasNull(field.Type!))) || (!_isView && _shape.IsOptional(field));

    /// <summary>The condition of a field's presence but for what may be left out, or null: always.</summary>
    public string? Present(Field field) =>
        Code.And(Versions.Condition(field.Versions), field.If is { } condition ? _conditions.Emit(condition) : null);

    /// <summary>Whether a field is written: it is there, and it is not left out with all that follows it. Null: always.</summary>
    /// <param name="field">The field.</param>
    /// <param name="propertiesStand">Whether the packet's own properties are written.</param>
    public string? Stands(Field field, string propertiesStand)
    {
        var present = Present(field);
        if (field.WhenOmitted is null) return present;

        var reasons = new List<string> { IsOther(field, propertiesStand) };
        foreach (var later in _shape.Fields.SkipWhile(other => other != field).Skip(1))
        {
            var here = later.Versions == field.Versions ? later with { Versions = VersionRange.All } : later;
            if (Forces(here, propertiesStand) is not { } reason) return present;

            reasons.Add(reason);
        }

        return Code.And(present, string.Join(" || ", reasons.Select(reason => reasons.Count > 1 && reason.Contains("&&") ? $"({reason})" : reason)));
    }

    private string OwnPropertiesStand =>
        _shape.OwnProperties is not { } own ? "false" : _isView ? $"!{own.Name}.IsEmpty" : $"{own.Name} is not null";

    // Why what stands before the field cannot be left out; null: the field always stands.
    private string? Forces(Field field, string propertiesStand)
    {
        var present = Present(field);
        if (field.WhenOmitted is not null) return Code.And(present, IsOther(field, propertiesStand));
        if (field.Each is not null) return Code.And(present, _isView ? $"!{field.Name}.IsEmpty" : $"{field.Name}.Count > 0");
        return field.Type?.IsRest == true ? Code.And(present, $"{field.Name}.Length > 0") : present;
    }

    // Whether the field has another value than leaving it out means.
    private string IsOther(Field field, string propertiesStand)
    {
        if (field.PropertySet is not null) return propertiesStand;
        if (field.CanBeAbsent) return IsNullable(field) ? $"{field.Name} is not null" : Member.Presence(field);
        if (field.Bits.Count > 0) return $"{Bits.Write(field.Bits)} != {field.WhenOmitted}";

        return $"{field.Name} != {(field.Type!.Base is WireBase.ReasonCode ? $"ReasonCode.{field.WhenOmitted}" : Types.Literal(field.Type, field.WhenOmitted!))}";
    }

    private Property? Property(Operand operand) => _shape.Properties.FirstOrDefault(property => property.Name == operand.Name);
}
