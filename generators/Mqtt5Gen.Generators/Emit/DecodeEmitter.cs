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
        _conditions = new Conditions(new LocalMembers(shape), shape.Roles);
        var asked = checks ? shape.Checks : default;
        _located = [.. asked.Select(check => FieldOf(check.Then.Terms[0].Left)).OfType<string>()];
        _askedFor = [.. asked.SelectMany(check => new[] { check.If, check.Then }).Concat(shape.Fields.Select(field => field.If))
            .SelectMany(condition => condition?.Terms ?? default)
            .Where(term => term.Left.Kind is OperandKind.Field && (term.Kind is TermKind.IsPresent || (term.Kind is TermKind.Compare && term.Left.IsOptional)))
            .Select(term => term.Left.Name)];
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
        var isBits = field.Bits.Count > 0;
        if (_located.Contains(field.Name) || field.Value.Count > 1 || (isBits && _checks)) _writer.Line($"var {local}At = reader.Offset;");

        var condition = Code.And(Versions.Condition(field.Versions), field.If is { } when ? _conditions.Emit(when) : null);
        if (field.WhenOmitted is not null) condition = Code.And(condition, "!reader.AtEnd");
        if (_askedFor.Contains(field.Name) || field.CanBeAbsent || (isBits && condition is not null))
        {
            _writer.Line($"var {LocalMembers.Presence(field.Name)} = {condition ?? "true"};");
            if (condition is not null) condition = LocalMembers.Presence(field.Name);
        }

        if (isBits) EmitBits(field, local, condition);
        else if (condition is null) EmitRead(field, $"var {local}");
        else EmitConditional(field, local, condition);
    }

    private void EmitBits(Field field, string local, string? condition)
    {
        var read = $"reader.U8({Names.Rule(field.Missing)});";
        if (condition is null) _writer.Line($"var {local} = {read}");
        else _writer.Lines([$"byte {local} = {field.WhenOmitted ?? "0"};", $"if ({condition}) {local} = {read}"]);
        Bits.EmitRead(_writer, field.Bits, local, $"{local}At", field.BadValue ?? field.Missing, _checks, condition);
    }

    private void EmitConditional(Field field, string local, string condition)
    {
        var initial = DefaultOf(field);
        if (field.PropertySet is null)
        {
            var isTold = field.Type is { IsEnum: true } or { Base: WireBase.ReasonCode } && initial != "default";
            _writer.Line($"{(isTold ? "var" : DeclarationType(field))} {local} = {initial};");
        }

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
            _writer.Line($"reader.Expect({FixedText(field, local)}, {Names.Rule(field.BadValue ?? field.Missing)});{Names.Mark(field.BadValue ?? field.Missing)}");
        }
        else if (field.SetsVersion)
        {
            _writer.Line($"version = (ProtocolVersion)reader.U8({missing});");
            _writer.Line($"reader.Expect(version.IsKnown(), {Names.Rule(field.BadValue ?? field.Missing)});{Names.Mark(field.BadValue ?? field.Missing)}");
        }
        else if (field.Each is { } each) EmitRepeated(field, each, target);
        else if (field.Type!.Base is WireBase.Properties)
        {
            EmitProperties(field);
        }
        else if (field.Type.Base is WireBase.ReasonCode) EmitReasonCode(field, target, local);
        else if (_checks) ValueReader.Emit(_writer, target, ReadValue.Of(field, _shape.Faults));
        else ValueReader.EmitUnchecked(_writer, target, ReadValue.Of(field, _shape.Faults));
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

        _writer.Line($"{target} = {Lists.OfRest(field.Type!)};");
        using var loop = _writer.Block("while (!reader.AtEnd)");
        if (field.Type!.Base is WireBase.ReasonCode) EmitReasonCode(field, "var item", "item");
        else ValueReader.Emit(_writer, "var item", ReadValue.Of(field, _shape.Faults), isKept: false);
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

    /// <summary>Whether the field has the content of one version at least, as an expression; which one it is to be may stand behind it.</summary>
    public static string FixedText(Field field, string local) => string.Join(" || ", field.Value.Select(value => $"{local}.SequenceEqual({Code.Literal(value.Text)}u8)"));

    private static string DeclarationType(Field field) => field switch
    {
        { Each.Item: { } item } => $"{item.Name}List",
        { Each: not null } => Lists.InView(field.Type!),
        { PropertySet: { } set } => $"{set}PropertiesView",
        _ => Types.InView(field.Type!),
    };

    private static string DefaultOf(Field field) => field switch
    {
        { WhenOmitted: null or "none" } => "default",
        { WhenOmitted: { } name, Type.Base: WireBase.ReasonCode } => $"ReasonCode.{name}",
        { WhenOmitted: { } value, Type: { } type } => Types.Literal(type, value),
        _ => "default",
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
