using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits measuring and writing, the same for a view and an owned packet but for how optional members are reached.</summary>
internal sealed class EncodeEmitter(SourceWriter writer, PacketShape shape, bool isView, EquatableArray<ReturnCode> returnCodes)
{
    private string Readonly => isView ? "readonly " : "";

    private readonly PacketMembers _members = new(shape, isView);

    /// <summary>Emits a packet's <c>Measure</c> and <c>Encode</c>.</summary>
    public void Packet(int type)
    {
        writer.Line();
        writer.Line("""
            /// <summary>The lengths of the encoded packet.</summary>
            /// <param name="version">The version to encode for.</param>
            /// <exception cref="ArgumentException">A field, or the packet, is longer than the wire can say.</exception>
            """);
        using (writer.Block($"public {Readonly}PacketLayout Measure(ProtocolVersion version)"))
        {
            writer.Line("var length = 0;");
            writer.Lines(Bits.Fit(shape.Flags));
            MeasureOwnProperties();
            foreach (var field in shape.Fields) Measure(field);
            writer.Line($"return {Frames.Layout(shape.Framing, shape.OwnProperties is null ? "0" : "propertyLength")};");
        }

        writer.Line();
        writer.Line("""
            /// <summary>Writes the packet: exactly as many bytes as were measured.</summary>
            /// <param name="destination">Where to write; at least as long as the layout's size.</param>
            /// <param name="layout">What <see cref="Measure"/> found for the same version.</param>
            /// <param name="version">The version to encode for.</param>
            /// <returns>The number of bytes written.</returns>
            """);
        writer.Line(Code.NotInlined);
        using (writer.Block($"public {Readonly}int Encode(Span<byte> destination, PacketLayout layout, ProtocolVersion version)"))
        {
            writer.Line("var writer = new WireWriter(destination);");
            Frames.EmitWrite(writer, shape.Framing, Bits.Write(shape.Flags, Frames.Header(shape.Framing, type)));
            foreach (var field in shape.Fields) Write(field);
            writer.Line("return writer.Written;");
        }
    }

    /// <summary>Emits an item's <c>Measure</c> and <c>Encode</c>.</summary>
    public void Item()
    {
        writer.Line();
        using (writer.Block("internal int Measure(ProtocolVersion version)"))
        {
            writer.Line("var length = 0;");
            foreach (var field in shape.Fields) Measure(field);
            writer.Line("return length;");
        }

        writer.Line();
        using (writer.Block("internal int Encode(Span<byte> destination, ProtocolVersion version)"))
        {
            writer.Line("var writer = new WireWriter(destination);");
            foreach (var field in shape.Fields) Write(field);
            writer.Line("return writer.Written;");
        }
    }

    private void Measure(Field field)
    {
        if (field.Type?.Base is WireBase.Properties)
        {
            MeasureProperties(field);
            return;
        }

        writer.Lines(Bits.Fit(field.Bits));
        Guarded(_members.Stands(field, "propertyLength > 0"), Size(field));
    }

    // First, since what stands before the properties may be left out with them.
    private void MeasureOwnProperties()
    {
        if (shape.OwnProperties is not { } field) return;

        var length = isView ? $"{field.Name}.Measure()" : $"{field.Name}?.Measure() ?? 0";
        var present = _members.Present(field);
        writer.Line($"var propertyLength = {(present is null ? length : $"{present} ? {(isView ? length : $"({length})")} : 0")};");
    }

    private void MeasureProperties(Field field)
    {
        if (field == shape.OwnProperties)
        {
            var condition = field.WhenOmitted is null ? _members.Present(field) : _members.Stands(field with { Versions = VersionRange.All, If = null }, "propertyLength > 0");
            Guarded(condition, "length += WireSize.VarInt(propertyLength) + propertyLength;");
            return;
        }

        var local = $"{Names.Local(field.Name)}Length";
        Guarded(
            _members.Present(field),
            $"var {local} = {(isView ? $"{field.Name}.Measure()" : $"{field.Name}?.Measure() ?? 0")};",
            $"length += WireSize.VarInt({local}) + {local};");
    }

    private void Write(Field field)
    {
        if (field.Type?.Base is not WireBase.Properties)
        {
            Guarded(_members.Stands(field, "layout.PropertyLength > 0"), WriteValue(field));
            return;
        }

        var own = field == shape.OwnProperties;
        var length = own ? "layout.PropertyLength" : isView ? $"{field.Name}.Measure()" : $"({field.Name}?.Measure() ?? 0)";
        var condition = field.WhenOmitted is null ? _members.Present(field) : _members.Stands(field, $"{length} > 0");
        Guarded(condition, $"writer.VarInt((uint){length});", isView ? $"writer.Advance({field.Name}.Encode(writer.Left));" : $"if ({field.Name} is not null) writer.Advance({field.Name}.Encode(writer.Left));");
    }

    private void Guarded(string? condition, params string[] lines)
    {
        if (condition is null)
        {
            writer.Lines(lines);
            return;
        }

        if (lines.Length == 1 && !lines[0].Contains('\n') && !lines[0].StartsWith("foreach", StringComparison.Ordinal))
        {
            writer.Line($"if ({condition}) {lines[0]}");
            return;
        }

        using (writer.Block($"if ({condition})")) writer.Lines(lines);
    }

    private string Size(Field field)
    {
        if (field.Value.Count > 0) return $"length += {field.Value.Aggregate("", (other, value) => Choose(value, other, $"{2 + System.Text.Encoding.UTF8.GetByteCount(value.Text)}"))};";
        if (field.SetsVersion || field.Bits.Count > 0) return "length += 1;";
        if (field.Each is { Item: not null }) return $"foreach (var item in {field.Name}) length += item.Measure(version);";
        if (field.Each is not null)
        {
            return Lists.IsBytewise(field.Type!)
                ? $"length += {field.Name}.{(isView ? "Length" : "Count")};"
                : $"foreach (var item in {field.Name}) length += {Types.Size(field.Type!, "item")};";
        }

        return $"length += {Types.Size(field.Type!, Value(field))};";
    }

    private string WriteValue(Field field)
    {
        if (field.Value.Count > 0) return $"writer.Utf8({field.Value.Aggregate("", (other, value) => Choose(value, other, $"{Code.Literal(value.Text)}u8"))});";
        if (field.SetsVersion) return "writer.U8((byte)version);";
        if (field.Bits.Count > 0) return $"writer.U8({Bits.Write(field.Bits)});";
        if (field.Each is { Item: not null }) return $"foreach (var item in {field.Name}) writer.Advance(item.Encode(writer.Left, version));";
        if (field.Each is not null) return Repeated(field.Name, WriteOne(field, "item"));
        return WriteOne(field, Value(field));
    }

    private string WriteOne(Field field, string value) =>
        field.Type!.Base is WireBase.ReasonCode && returnCodes.Count > 0 ? $"writer.U8(ToWire({value}, version));" : Types.Write(field.Type, value);

    private static string Repeated(string list, string write) =>
        write.Contains('\n') ? $"foreach (var item in {list})\n{{\n    {write.Replace("\n", "\n    ")}\n}}" : $"foreach (var item in {list}) {write}";

    private static string Choose(FixedText value, string other, string text)
    {
        if (other.Length == 0 || Versions.Condition(value.Versions) is not { } here) return text;
        return $"{here} ? {text} : {other}";
    }

    private string Value(Field field) => _members.IsNullable(field) ? $"{field.Name}.GetValueOrDefault()" : field.Name;
}
