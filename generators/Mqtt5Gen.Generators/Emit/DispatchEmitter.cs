using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the switch over packet types, one for each sender.</summary>
internal static class DispatchEmitter
{
    /// <summary>The file of the dispatch and its interfaces.</summary>
    public static string Emit(Target target, PacketTable table)
    {
        var writer = GeneratedFile.Start(target, "spec/packets");
        EmitTypes(writer, table);
        foreach (var sender in Heard(target)) EmitInterface(writer, table, sender);
        writer.Line();
        writer.Line("/// <summary>Decodes a framed packet and hands it to the method for its type.</summary>");
        using (writer.Type("static class PacketDispatch"))
        {
            foreach (var sender in Heard(target)) EmitDispatch(writer, table, sender);
            EmitFrameFaults(writer, table.Faults);
        }

        return writer.ToString();
    }

    // A side hears the other one.
    private static IEnumerable<Role> Heard(Target target) => new[] { Role.Client, Role.Server }.Where(sender => sender != target.Side);

    private static void EmitTypes(SourceWriter writer, PacketTable table)
    {
        writer.Line();
        writer.Line("/// <summary>Control packet types (2.1.2): bits 7 to 4 of byte 1.</summary>");
        using (writer.Type("enum PacketType : byte"))
        {
            foreach (var packet in table.Packets)
            {
                writer.Summary($"{packet.Type}: {packet.Name}, {packet.About}");
                writer.Line($"{packet.Spelled} = {packet.Type},");
                writer.Line();
            }
        }
    }

    private static void EmitInterface(SourceWriter writer, PacketTable table, Role sender)
    {
        writer.Line();
        writer.Line($"/// <summary>Receives what a {sender.ToString().ToLowerInvariant()} sends, one method a packet.</summary>");
        using (writer.Type($"interface I{sender}Packets"))
        {
            foreach (var packet in table.SentBy(sender))
            {
                writer.Summary($"{packet.Name}: {packet.About}");
                writer.Line($"void On(in {packet.Spelled}View packet);");
                writer.Line();
            }
        }
    }

    private static void EmitDispatch(SourceWriter writer, PacketTable table, Role sender)
    {
        writer.Line($$"""
            /// <summary>Decodes what a {{sender.ToString().ToLowerInvariant()}} sent, and calls the receiver's method for it.</summary>
            /// <param name="receiver">Whose method is called.</param>
            /// <param name="frame">The packet as framed.</param>
            /// <param name="version">The connection's protocol version.</param>
            /// <param name="violation">The rule the packet broke, when the result is false: no method was called.</param>
            """);
        using (writer.Block($"public static bool From{sender}<T>(scoped ref T receiver, scoped in Frame frame, ProtocolVersion version, out Violation violation)\n    where T : I{sender}Packets, allows ref struct"))
        {
            using (writer.Block("switch ((PacketType)frame.TypeNumber)"))
            {
                foreach (var packet in table.SentBy(sender))
                {
                    var local = Names.Local(packet.Spelled);
                    writer.Line($$"""
                        case PacketType.{{packet.Spelled}}:
                            if (!{{packet.Spelled}}View.TryDecode(frame, version, Role.{{sender}}, out var {{local}}, out violation)) return false;
                            receiver.On(in {{local}});
                            return true;
                        """);
                }

                var others = table.Packets.Where(packet => !table.SentBy(sender).Contains(packet)).ToList();
                if (others.Count > 0)
                {
                    writer.Lines(others.Select(packet => $"case PacketType.{packet.Spelled}:"));
                    writer.Line($"    violation = new Violation({Names.Rule(table.Faults.WrongDirection)}, 0);");
                    writer.Line("    return false;");
                }

                writer.Line($$"""
                    default:
                        violation = new Violation({{Names.Rule(table.Faults.UnknownPacket)}}, 0);
                        return false;
                    """);
            }
        }

        writer.Line();
    }

    private static void EmitFrameFaults(SourceWriter writer, Faults faults) => writer.Line($$"""
        /// <summary>The rule that a fault of framing breaks.</summary>
        public static Violation ToViolation(this FrameStatus status) => status switch
        {
            FrameStatus.LengthTooLong => new({{Names.Rule(faults.LengthTooLong)}}, 1),
            FrameStatus.LengthNotShortest => new({{Names.Rule(faults.LengthNotShortest)}}, 1),
            FrameStatus.TooLarge => new({{Names.Rule(faults.TooLarge)}}, 1),
            FrameStatus.Incomplete => new({{Names.Rule(faults.Truncated)}}, 0),
            _ => default,
        };
        """);
}
