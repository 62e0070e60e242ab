using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the two forms of a property set: the view over a packet's bytes, and the owned record.</summary>
internal static class PropertySetEmitter
{
    /// <summary>Whether reading depends on who sent the packet.</summary>
    public static bool NeedsSender(PropertySet set) => set.Properties.Any(property => property.SentBy is not Role.Both);

    /// <summary>Emits both, as far as they are of use.</summary>
    public static void Emit(SourceWriter writer, PropertySet set, string owner, Packet packet, Use use)
    {
        if (use.IsReceived) EmitView(writer, set, owner, packet, use);
        EmitOwned(writer, set, owner, use);
    }

    private static void EmitView(SourceWriter writer, PropertySet set, string owner, Packet packet, Use use)
    {
        writer.Line();
        writer.Line($"/// <summary>{owner}, as received: a view that lives as long as the frame's bytes.</summary>");
        using (writer.Type($"ref struct {set.Spelled}PropertiesView"))
        {
            writer.Line("private ulong _present;");
            if (set.Properties.Any(property => property.Repeats)) writer.Line("private ReadOnlySpan<byte> _section;");
            foreach (var property in set.Properties) EmitField(writer, property);
            writer.Line();
            EmitPresence(writer, set);
            for (var i = 0; i < set.Properties.Count; i++) EmitViewMember(writer, set, set.Properties[i], Bit(i));
            EmitRead(writer, set, packet);
            EmitToProperties(writer, set);
            if (!use.IsSent) return;

            EmitMeasure(writer, set, isView: true);
            EmitEncode(writer, set, isView: true);
        }
    }

    private static void EmitField(SourceWriter writer, Property property)
    {
        if (!property.Repeats) writer.Line($"private {Types.InView(property.Type)} {Field(property)};");
        else if (IsGiven(property)) writer.Line($"private ReadOnlySpan<uint> {Field(property)};");
    }

    private static void EmitPresence(SourceWriter writer, PropertySet set)
    {
        writer.Line("""
            /// <summary>Whether there are no properties.</summary>
            public readonly bool IsEmpty => _present == 0;

            /// <summary>Whether a property is present.</summary>
            public readonly bool Has(PropertyId id) => (_present & Bit(id)) != 0;

            """);
        writer.Line($$"""
            /// <summary>The same properties but one.</summary>
            public readonly {{set.Spelled}}PropertiesView Without(PropertyId id)
            {
                var properties = this;
                properties._present &= ~Bit(id);
                return properties;
            }

            """);
        writer.Line("// What is behind an absent property is never read.");
        writer.Line("internal void Clear() => _present = 0;");
        writer.Line();
        using (writer.Block("private static ulong Bit(PropertyId id) => id switch", ";"))
        {
            for (var i = 0; i < set.Properties.Count; i++) writer.Line($"PropertyId.{set.Properties[i].Name} => {Bit(i)},");
            writer.Line("_ => 0,");
        }
    }

    private static void EmitViewMember(SourceWriter writer, PropertySet set, Property property, string bit)
    {
        writer.Line();
        writer.Summary($"0x{property.Id:X2} {About(property)}");
        var field = Field(property);
        if (property.Repeats)
        {
            EmitRepeatedMember(writer, set, property, bit);
            return;
        }

        var type = Types.InView(property.Type);
        var isNullable = property.WhenAbsent is null && Types.HasNull(property.Type);
        using (writer.Block($"public {type}{(isNullable ? "?" : "")} {property.Name}"))
        {
            var absent = isNullable ? "null" : property.WhenAbsent is { } value ? Types.TypedLiteral(property.Type, value) : "default";
            writer.Line($"readonly get => (_present & {bit}) != 0 ? {field} : {absent};");
            using (writer.Block("init"))
            {
                writer.Line(isNullable ? $"{field} = value.GetValueOrDefault();" : $"{field} = value;");
                writer.Line(isNullable ? $"_present = value is null ? _present & ~{bit}UL : _present | {bit};" : $"_present |= {bit};");
            }
        }
    }

    private static void EmitRepeatedMember(SourceWriter writer, PropertySet set, Property property, string bit)
    {
        var id = $"(int)PropertyId.{property.Name}";
        if (!IsGiven(property))
        {
            writer.Line($"public readonly {Lists.OfProperty(property.Type)} {property.Plural} => (_present & {bit}) != 0 ? new(_section, PropertyTable.Forms, {id}) : default;");
            return;
        }

        writer.Line($$"""
            public readonly VarIntList {{property.Plural}} =>
                (_present & {{bit}}) == 0 ? default : {{Field(property)}}.IsEmpty ? new(_section, PropertyTable.Forms, {{id}}) : new({{Field(property)}});

            /// <summary>The same properties with other values of {{Words.Of(property.Name)}}.</summary>
            public readonly {{set.Spelled}}PropertiesView With{{property.Plural}}(ReadOnlySpan<uint> values)
            {
                var properties = this;
                properties.{{Field(property)}} = values;
                properties._present = values.IsEmpty ? _present & ~{{bit}}UL : _present | {{bit}};
                return properties;
            }
            """);
    }

    private static void EmitRead(SourceWriter writer, PropertySet set, Packet packet)
    {
        var faults = packet.Faults;
        writer.Line();
        var sender = NeedsSender(set) ? ", Role sender" : "";
        using (writer.Block($"internal static void Read(ReadOnlySpan<byte> section, int endOffset{sender}, out {set.Spelled}PropertiesView properties, out Violation violation)"))
        {
            var varInt = $"{Names.Rule(faults.PropertyLength)}, {Names.Rule(faults.LengthTooLong)}, {Names.Rule(faults.LengthNotShortest)}";
            writer.Line("var reader = new WireReader<Rule>(section, endOffset);");
            writer.Line("System.Runtime.CompilerServices.Unsafe.SkipInit(out properties);");
            writer.Line("properties.Clear();");
            if (set.Properties.Any(property => property.Repeats)) writer.Line("properties._section = section;");
            writer.Lines(set.Properties.Where(IsGiven).Select(property => $"properties.{Field(property)} = default;"));
            using (writer.Block("while (!reader.AtEnd)"))
            {
                writer.Line("var at = reader.Offset;");
                writer.Line($"var id = (PropertyId)reader.VarInt({varInt});");
                using (writer.Block("switch (id)"))
                {
                    for (var i = 0; i < set.Properties.Count; i++) EmitCase(writer, set.Properties[i], Bit(i), packet);
                    writer.Line($$"""
                        default:
                            reader.Fail({{Names.Rule(faults.UnknownProperty)}}, at);
                            break;
                        """);
                }
            }

            writer.Line();
            writer.Line("violation = new Violation(reader.Broken, reader.BrokenAt);");
        }
    }

    private static void EmitCase(SourceWriter writer, Property property, string bit, Packet packet)
    {
        var faults = packet.Faults;
        writer.Line($"case PropertyId.{property.Name}:");
        using (writer.Block(""))
        {
            if (property.Refused is { } refused) writer.Line($"reader.Fail({Names.Rule(refused)}, at);{Names.Mark(refused)}");
            if (property.SentBy is not Role.Both)
            {
                writer.Line($"reader.ExpectAt(sender is {Names.Role(packet.Roles, property.SentBy)}, {Names.Rule(property.WrongSender)}, at);{Names.Mark(property.WrongSender)}");
            }

            if (!property.Repeats) writer.Line($"reader.ExpectAt((properties._present & {bit}) == 0, {Names.Rule(faults.RepeatedProperty)}, at);");
            var target = property.Repeats ? "var value" : $"var {Names.Local(property.Name)}";
            ValueReader.Emit(writer, target, ReadValue.Of(property, faults), isKept: !property.Repeats);
            if (!property.Repeats) writer.Line($"properties.{Field(property)} = {Names.Local(property.Name)};");
            writer.Line($"properties._present |= {bit};");
            writer.Line("break;");
        }
    }

    private static void EmitToProperties(SourceWriter writer, PropertySet set)
    {
        writer.Line();
        writer.Line("/// <summary>An owned copy; null when there are no properties.</summary>");
        using (writer.Block($"public readonly {set.Spelled}Properties? ToProperties() => IsEmpty ? null : new()", ";"))
        {
            for (var i = 0; i < set.Properties.Count; i++)
            {
                var property = set.Properties[i];
                var value = property.Repeats ? $"{property.Plural}.ToList()"
                    : property.WhenAbsent is null && Types.HasNull(property.Type) ? property.Name
                    : $"(_present & {Bit(i)}) != 0 ? {Types.Copy(property.Type, property.Name)} : default({Types.Owned(property.Type)}?)";
                writer.Line($"{(property.Repeats ? property.Plural : property.Name)} = {value},");
            }
        }
    }

    private static void EmitOwned(SourceWriter writer, PropertySet set, string owner, Use use)
    {
        writer.Line();
        writer.Line($"/// <summary>{owner}, to build{(use.IsSent ? " and send" : "")}. What is null is left out.</summary>");
        using (writer.Type($"sealed record {set.Spelled}Properties"))
        {
            foreach (var property in set.Properties)
            {
                writer.Summary($"0x{property.Id:X2} {About(property)}");
                var type = Types.Owned(property.Type);
                writer.Line(property.Repeats ? $"public ValueList<{type}> {property.Plural} {{ get; init; }}" : $"public {type}? {property.Name} {{ get; init; }}");
                writer.Line();
            }

            writer.Line("/// <summary>Whether a property is present.</summary>");
            using (writer.Block("public bool Has(PropertyId id) => id switch", ";"))
            {
                foreach (var property in set.Properties)
                {
                    writer.Line($"PropertyId.{property.Name} => {(property.Repeats ? $"{property.Plural}.Count > 0" : $"{property.Name} is not null")},");
                }

                writer.Line("_ => false,");
            }

            if (!use.IsSent) return;

            EmitMeasure(writer, set, isView: false);
            EmitEncode(writer, set, isView: false);
        }
    }

    private static void EmitMeasure(SourceWriter writer, PropertySet set, bool isView)
    {
        writer.Line();
        using (writer.Block($"internal {(isView ? "readonly " : "")}int Measure()"))
        {
            writer.Line("var length = 0;");
            if (isView) writer.Line("if (_present == 0) return length;");
            for (var i = 0; i < set.Properties.Count; i++)
            {
                var property = set.Properties[i];
                var (guard, value) = Guard(property, i, isView);
                writer.Line($"{guard} length += {Types.Size(property.Type, value)} + {(property.Id < 0x80 ? 1 : 2)};");
            }

            writer.Line("return length;");
        }
    }

    private static void EmitEncode(SourceWriter writer, PropertySet set, bool isView)
    {
        writer.Line();
        using (writer.Block($"internal {(isView ? "readonly " : "")}int Encode(Span<byte> destination)"))
        {
            writer.Line("var writer = new WireWriter(destination);");
            for (var i = 0; i < set.Properties.Count; i++)
            {
                var property = set.Properties[i];
                var (guard, value) = Guard(property, i, isView);
                using (writer.Block(guard))
                {
                    writer.Line(property.Id < 0x80 ? $"writer.U8((byte)PropertyId.{property.Name});" : $"writer.VarInt((uint)PropertyId.{property.Name});");
                    writer.Line(Types.Write(property.Type, value));
                }
            }

            writer.Line("return writer.Written;");
        }
    }

    private static (string Guard, string Value) Guard(Property property, int index, bool isView)
    {
        if (property.Repeats) return ($"{(isView ? $"if ((_present & {Bit(index)}) != 0) " : "")}foreach (var value in {property.Plural})", "value");
        return isView
            ? ($"if ((_present & {Bit(index)}) != 0)", Field(property))
            : ($"if ({property.Name} is {{ }} {Names.Local(property.Name)})", Names.Local(property.Name));
    }

    // Repeated integers can be given by the caller instead of standing in the section.
    private static bool IsGiven(Property property) => property.Repeats && property.Type is { Base: WireBase.VarInt, IsEnum: false };

    private static string About(Property property)
    {
        var words = Words.Of(property.Name);
        var about = property.About is null ? words + "." : $"{words}: {property.About}";
        return property.WhenAbsent is { } value ? $"{about} When absent: {value}." : about;
    }

    private static string Field(Property property) => "_" + char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);

    private static string Bit(int index) => $"0x{1UL << index:X}";
}
