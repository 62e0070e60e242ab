using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the switch over packet types, one for each sender.</summary>
internal static class DispatchEmitter
{
    /// <summary>The file of the dispatch and its interfaces.</summary>
    public static string Emit(Target target, PacketTable all)
    {
        var writer = GeneratedFile.Start(target, "spec/packets");
        var table = all.Base;
        EmitTypes(writer, all);
        foreach (var sender in Heard(target)) EmitInterface(writer, table, sender);
        writer.Line();
        writer.Line("/// <summary>Decodes a framed packet and hands it to the method for its type.</summary>");
        using (writer.Type("static class PacketDispatch"))
        {
            foreach (var sender in Heard(target)) EmitDispatch(writer, table, sender);
            EmitFrameFaults(writer, table.Framing, table.Faults);
        }

        if (all.Added.Packets.Count > 0) OverlayDispatchEmitter.Emit(writer, all.Added);
        return writer.ToString();
    }

    /// <summary>Who is heard by the side that code is generated for: the other one.</summary>
    public static IEnumerable<Role> Heard(Target target) => new[] { Role.Client, Role.Server }.Where(sender => sender != target.Side);

    private static void EmitTypes(SourceWriter writer, PacketTable table)
    {
        writer.Line();
        writer.Line("/// <summary>Packet types.</summary>");
        using (writer.Type("enum PacketType : byte"))
        {
            foreach (var packet in table.Packets)
            {
                writer.Summary(packet.About is null ? $"{packet.Type}: {packet.Name}." : $"{packet.Type}: {packet.Name}, {packet.About}");
                writer.Line($"{packet.Spelled} = {packet.Type},");
                writer.Line();
            }
        }
    }

    private static void EmitInterface(SourceWriter writer, PacketTable table, Role sender)
    {
        writer.Line();
        var role = table.Roles.Of(sender);
        writer.Line($"/// <summary>Receives what a {role.Name} sends, one method a packet.</summary>");
        using (writer.Type($"interface I{role.Spelled}Packets")) EmitMethods(writer, table, sender);
    }

    /// <summary>Emits a method for each packet that a role sends.</summary>
    public static void EmitMethods(SourceWriter writer, PacketTable table, Role sender)
    {
        foreach (var packet in table.SentBy(sender))
        {
            writer.Summary(packet.About is null ? $"{packet.Name}." : $"{packet.Name}: {packet.About}");
            writer.Line($"void On(in {packet.Spelled}View packet);");
            writer.Line();
        }
    }

    private static void EmitDispatch(SourceWriter writer, PacketTable table, Role sender)
    {
        var role = table.Roles.Of(sender);
        writer.Line($$"""
            /// <summary>Decodes what a {{role.Name}} sent, and calls the receiver's method for it.</summary>
            /// <param name="receiver">Whose method is called.</param>
            /// <param name="frame">The packet as framed.</param>
            /// <param name="version">The connection's protocol version.</param>
            /// <param name="violation">The rule the packet broke, when the result is false: no method was called.</param>
            """);
        using (writer.Block($"public static bool From{role.Spelled}<T>(scoped ref T receiver, scoped in Frame frame, ProtocolVersion version, out Violation violation)\n    where T : I{role.Spelled}Packets, allows ref struct"))
        {
            using (writer.Block($"switch ((PacketType){Frames.Type(table.Framing)})"))
            {
                EmitCases(writer, table, sender);
                writer.Line($$"""
                    default:
                        violation = new Violation({{Names.Rule(table.Faults.UnknownPacket)}}, {{Frames.TypeAt(table.Framing)}});
                        return false;
                    """);
            }
        }

        writer.Line();
    }

    /// <summary>Emits a case for each packet: it is decoded, or not for this direction.</summary>
    public static void EmitCases(SourceWriter writer, PacketTable table, Role sender)
    {
        foreach (var packet in table.SentBy(sender))
        {
            var local = Names.Local(packet.Spelled);
            writer.Line($$"""
                case PacketType.{{packet.Spelled}}:
                    if (!{{packet.Spelled}}View.TryDecode(frame, version, {{Names.Role(table.Roles, sender)}}, out var {{local}}, out violation)) return false;
                    receiver.On(in {{local}});
                    return true;
                """);
        }

        var others = table.Packets.Where(packet => !table.SentBy(sender).Contains(packet)).ToList();
        if (others.Count == 0) return;

        writer.Lines(others.Select(packet => $"case PacketType.{packet.Spelled}:"));
        writer.Line($"    violation = new Violation({Names.Rule(table.Faults.WrongDirection)}, {Frames.TypeAt(table.Framing)});");
        writer.Line("    return false;");
    }

    private static void EmitFrameFaults(SourceWriter writer, Framing framing, Faults faults)
    {
        var at = framing.IsLengthFirst ? 0 : 1;
        writer.Line("/// <summary>The rule that a fault of framing breaks.</summary>");
        using var body = writer.Block("public static Violation ToViolation(this FrameStatus status) => status switch", ";");
        writer.Line($"FrameStatus.LengthTooLong => new({Names.Rule(faults.LengthTooLong)}, {at}),");
        if (framing.Counts is not LengthScope.Body) writer.Line($"FrameStatus.LengthTooShort => new({Names.Rule(faults.LengthTooShort)}, {at}),");
        writer.Line($"FrameStatus.LengthNotShortest => new({Names.Rule(faults.LengthNotShortest)}, {at}),");
        writer.Line($"FrameStatus.TooLarge => new({Names.Rule(faults.TooLarge)}, {at}),");
        writer.Line($"FrameStatus.Incomplete => new({Names.Rule(faults.Truncated)}, 0),");
        writer.Line("_ => default,");
    }
}
