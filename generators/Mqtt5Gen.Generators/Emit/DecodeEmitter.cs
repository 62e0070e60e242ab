using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the straight line that decodes the fields of a packet, or of an item of a repeated group.</summary>
internal sealed class DecodeEmitter
{
    private readonly SourceWriter _writer;
    private readonly PacketShape _shape;
    private readonly EquatableArray<ReasonCodeUse> _reasonCodes;
    private readonly EquatableArray<ReturnCode> _returnCodes;
    private readonly Conditions _conditions;
    private readonly HashSet<string> _located;
    private readonly HashSet<string> _askedFor;
    private readonly EquatableArray<PropertySet> _propertySets;
    private readonly bool _checks = true;

    /// <summary>For a packet.</summary>
    public DecodeEmitter(SourceWriter writer, Packet packet)
        : this(writer, PacketShape.Of(packet))
    {
        _reasonCodes = packet.ReasonCodes;
        _returnCodes = packet.ReturnCodes;
        _propertySets = packet.PropertySets;
    }

    /// <summary>For an item.</summary>
    public DecodeEmitter(SourceWriter writer, PacketShape shape, bool checks = true)
    {
        _checks = checks;
        _writer = writer;
        _shape = shape;
        _conditions = new Conditions(Local, HasLocal, shape.Roles);
        _located = [.. (checks ? shape.Checks : default).Select(check => FieldOf(check.Then.Terms[0].Left)).OfType<string>()];
        _askedFor = [.. shape.Checks.SelectMany(check => check.Then.Terms.Concat(check.If?.Terms ?? default))
            .Where(term => term.Kind is TermKind.IsPresent && term.Left.Kind is OperandKind.Field).Select(term => term.Left.Name)];
    }

    /// <summary>Emits the reading of all fields.</summary>
    public void Fields()
    {
        foreach (var field in _shape.Fields) EmitField(field);
    }

    /// <summary>Emits the checks of what was read.</summary>
    public void Checks()
    {
        foreach (var field in _shape.Fields.Where(field => field.Value.Count > 1)) CheckFixedText(field);
        foreach (var check in _shape.Checks)
        {
            var condition = Code.And(Versions.Condition(check.Versions), check.If is { } when ? _conditions.Emit(when) : null);
            var expect = $"reader.ExpectAt({_conditions.Emit(check.Then)}, {Names.Rule(check.Rule)}, {Offset(check.Then.Terms[0].Left)});{Names.Mark(check.Rule)}";
            _writer.Line(condition is null ? expect : $"if ({condition}) {expect}");
        }
    }

    private void EmitField(Field field)
    {
        var local = Names.Local(field.Name);
        if (_located.Contains(field.Name) || field.Value.Count > 1) _writer.Line($"var {local}At = reader.Offset;");

        var condition = Code.And(Versions.Condition(field.Versions), field.If is { } when ? _conditions.Emit(when) : null);
        if (field.WhenOmitted is not null) condition = Code.And(condition, "!reader.AtEnd");
        if (_askedFor.Contains(field.Name))
        {
            _writer.Line($"var has{field.Name} = {condition ?? "true"};");
            if (condition is not null) condition = $"has{field.Name}";
        }

        if (condition is null)
        {
            EmitRead(field, $"var {local}");
            return;
        }

        var initial = DefaultOf(field);
        if (field.Bits.Count == 0 && field.PropertySet is null) _writer.Line(initial == "default" ? $"{DeclarationType(field)} {local} = default;" : $"var {local} = {initial};");
        EmitOmitted(field);
        using (_writer.Block($"if ({condition})")) EmitRead(field, local);
    }

    // What is left out must be a reason code that this side may send, like what stands there.
    private void EmitOmitted(Field field)
    {
        if (_reasonCodes.FirstOrDefault(use => use.Name == field.WhenOmitted) is not { SentBy: not Role.Both } code) return;

        var bad = field.BadValue ?? field.Missing;
        var omitted = Code.And(Code.And(Versions.Condition(field.Versions), field.If is { } when ? _conditions.Emit(when) : null), "reader.AtEnd");
        _writer.Line($"if ({omitted}) reader.ExpectAt(sender is {Names.Role(_shape.Roles, code.SentBy)}, {Names.Rule(bad)}, reader.Offset);{Names.Mark(bad)}");
    }

    private void EmitRead(Field field, string target)
    {
        var local = Names.Local(field.Name);
        var missing = Names.Rule(field.Missing);
        if (field.Value.Count > 0)
        {
            _writer.Line($"{target} = reader.Binary({missing});{Names.Mark(field.Missing)}");
            if (field.Value.Count == 1) _writer.Line($"reader.Expect({FixedText(field, local)}, {Names.Rule(field.BadValue ?? field.Missing)});{Names.Mark(field.BadValue ?? field.Missing)}");
        }
        else if (field.SetsVersion)
        {
            _writer.Line($"version = (ProtocolVersion)reader.U8({missing});");
            _writer.Line($"reader.Expect(version.IsKnown(), {Names.Rule(field.BadValue ?? field.Missing)});{Names.Mark(field.BadValue ?? field.Missing)}");
        }
        else if (field.Bits.Count > 0)
        {
            if (_checks) _writer.Line($"var {local}At = reader.Offset;");
            _writer.Line($"var {local} = reader.U8({missing});");
            Bits.EmitRead(_writer, field.Bits, local, $"{local}At", field.BadValue ?? field.Missing, _checks);
        }
        else if (field.Each is { } each) EmitRepeated(field, each, target);
        else if (field.Type!.Base is WireBase.Properties)
        {
            EmitProperties(field);
        }
        else if (field.Type.Base is WireBase.ReasonCode) EmitReasonCode(field, target, local);
        else
        {
            ValueReader.Emit(_writer, target, field.Type, field.Missing, field.In, field.BadValue, field.Shapes, _shape.Faults, _checks);
            if (_checks) ValueReader.EmitNarrowed(_writer, local, field.Type, field.Narrowed);
        }
    }

    private void EmitProperties(Field field)
    {
        var faults = _shape.Faults;
        var set = _propertySets.First(candidate => candidate.Spelled == field.PropertySet);
        var section = $"{Names.Local(field.Name)}Section";
        _writer.Line($"var {section} = reader.Section({Names.Rule(field.Missing)}, {Names.Rule(faults.LengthTooLong)}, {Names.Rule(faults.LengthNotShortest)}, {Names.Rule(faults.PropertyLength)});");
        using (_writer.Block($"if (!{section}.IsEmpty)"))
        {
            _writer.Line($"{set.Spelled}PropertiesView.Read({section}, reader.Offset{(PropertySetEmitter.NeedsSender(set) ? ", sender" : "")}, out packet.{ViewEmitter.Field(field.Name)}, out violation);");
            _writer.Line("reader.Adopt(violation.Rule, violation.Offset);");
        }
    }

    private void EmitReasonCode(Field field, string target, string local)
    {
        var bad = field.BadValue ?? field.Missing;
        _writer.Line($"{target} = {(_returnCodes.Count > 0 ? "FromWire(" : "(ReasonCode)")}reader.U8({Names.Rule(field.Missing)}){(_returnCodes.Count > 0 ? ", version)" : "")};");
        _writer.Line($"reader.Expect(MayStandHere({ReasonCodeEmitter.Arguments(local, _reasonCodes)}), {Names.Rule(bad)});{Names.Mark(bad)}");
    }

    private void EmitRepeated(Field field, Repetition each, string target)
    {
        if (each.AtLeast > 0) _writer.Line($"reader.ExpectAt(!reader.AtEnd, {Names.Rule(each.TooFew)}, reader.Offset);{Names.Mark(each.TooFew)}");
        if (each.Item is { } item)
        {
            _writer.Line($"{target} = new {item.Name}List(reader.Left, version);");
            using (_writer.Block("while (!reader.AtEnd)"))
            {
                _writer.Line($"{item.Name}View.Check(reader.Left, reader.Offset + reader.Left.Length, version, out var length, out violation);");
                _writer.Line("reader.Advance(length);");
                _writer.Line("reader.Adopt(violation.Rule, violation.Offset);");
            }

            return;
        }

        if (field.Type!.Base is WireBase.ReasonCode)
        {
            _writer.Line($"{target} = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ReasonCode>(reader.Left);");
            using (_writer.Block("while (!reader.AtEnd)"))
            {
                EmitReasonCode(field, "var item", "item");
            }

            return;
        }

        _writer.Line($"{target} = new Utf8List(reader.Left);");
        using (_writer.Block("while (!reader.AtEnd)"))
        {
            ValueReader.Emit(_writer, "var item", field.Type, field.Missing, field.In, field.BadValue, field.Shapes, _shape.Faults);
        }
    }

    private void CheckFixedText(Field field)
    {
        var rule = field.BadValue ?? field.Missing;
        var local = Names.Local(field.Name);
        foreach (var value in field.Value)
        {
            var expect = $"reader.ExpectAt({local}.SequenceEqual({Code.Literal(value.Text)}u8), {Names.Rule(rule)}, {local}At);{Names.Mark(rule)}";
            _writer.Line(Versions.Condition(value.Versions) is { } here ? $"if ({here}) {expect}" : expect);
        }
    }

    private static string FixedText(Field field, string local) => $"{local}.SequenceEqual({Code.Literal(field.Value[0].Text)}u8)";

    private static string DeclarationType(Field field) => field switch
    {
        { Each.Item: { } item } => $"{item.Name}List",
        { Each: not null, Type.Base: WireBase.ReasonCode } => "ReadOnlySpan<ReasonCode>",
        { Each: not null } => "Utf8List",
        { PropertySet: { } set } => $"{set}PropertiesView",
        _ => Types.InView(field.Type!),
    };

    private static string DefaultOf(Field field) => field switch
    {
        { WhenOmitted: { } name, Type.Base: WireBase.ReasonCode } => $"ReasonCode.{name}",
        { WhenOmitted: { } value and not "none", Type: { } type } => Types.Literal(type, value),
        _ => "default",
    };

    private string Local(Operand operand) => operand.Kind switch
    {
        OperandKind.Property => $"packet.{ViewEmitter.Field(_shape.OwnProperties!.Name)}.{operand.Name}",
        _ => Names.Local(operand.Name),
    };

    private string HasLocal(Operand operand) => operand.Kind switch
    {
        OperandKind.Property => $"packet.{ViewEmitter.Field(_shape.OwnProperties!.Name)}.Has(PropertyId.{operand.Name})",
        _ => $"has{operand.Name}",
    };

    private string? FieldOf(Operand operand) => operand.Kind switch
    {
        OperandKind.Property => _shape.OwnProperties?.Name,
        OperandKind.Field => operand.Name,
        _ => null,
    };

    private string Offset(Operand operand)
    {
        if (FieldOf(operand) is { } name) return $"{Names.Local(name)}At";

        var byteOfBit = _shape.Fields.FirstOrDefault(field => field.Bits.Any(bit => bit.Name == operand.Name));
        return byteOfBit is null ? Frames.TypeAt(_shape.Framing) : $"{Names.Local(byteOfBit.Name)}At";
    }
}
