using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits one packet: its view, its owned form, its properties and its items.</summary>
internal static class PacketEmitter
{
    /// <summary>The file of one packet.</summary>
    public static string Emit(Packet packet)
    {
        var writer = GeneratedFile.Start(packet.Source, packet.Section);
        EmitView(writer, packet);
        EmitOwned(writer, packet);
        foreach (var set in packet.PropertySets)
        {
            var owner = set.Spelled == packet.Spelled ? $"The properties of {packet.Name}" : $"The {Words.Of(set.Spelled)} Properties of {packet.Name}";
            PropertySetEmitter.Emit(writer, set, owner, packet.Faults);
        }

        foreach (var field in packet.Fields.Where(field => field.Each?.Item is not null)) ItemEmitter.Emit(writer, packet, field.Each!.Item!);
        return writer.ToString();
    }

    private static void EmitView(SourceWriter writer, Packet packet)
    {
        writer.Line();
        writer.Line($"/// <summary>{About(packet)} As received: a view that lives as long as the frame's bytes.</summary>");
        PacketDiagram.Emit(writer, packet);
        using (writer.Block($"public readonly ref struct {packet.Spelled}View"))
        {
            foreach (var member in Member.Of(PacketShape.Of(packet)))
            {
                writer.Summary(member.About);
                writer.Line($"public {member.InView} {member.Name} {{ get; init; }}");
                writer.Line();
            }

            EmitTryDecode(writer, packet);
            LimitsEmitter.Emit(writer, packet, isView: true);
            new EncodeEmitter(writer, PacketShape.Of(packet), isView: true, packet.ReturnCodes).Packet(packet.Type);
            EmitToPacket(writer, packet.Spelled, "ToPacket", Member.Of(PacketShape.Of(packet)));
            ReasonCodeEmitter.EmitOfPacket(writer, packet);
        }
    }

    private static void EmitTryDecode(SourceWriter writer, Packet packet)
    {
        writer.Line($$"""
            /// <summary>Decodes a {{packet.Name}} and checks every rule that its own bytes decide.</summary>
            /// <param name="frame">The packet as framed; its type is {{packet.Type}}.</param>
            /// <param name="version">The connection's protocol version{{(packet.Fields.Any(field => field.SetsVersion) ? "; this packet states its own" : "")}}.</param>
            /// <param name="sender">Who sent it.</param>
            /// <param name="packet">The packet, when the result is true.</param>
            /// <param name="violation">The rule it broke and where, when the result is false.</param>
            """);
        using var body = writer.Block(
            $"public static bool TryDecode(Frame frame, ProtocolVersion version, Role sender, out {packet.Spelled}View packet, out Violation violation)");
        var decode = new DecodeEmitter(writer, packet);
        writer.Line("var reader = new WireReader<Rule>(frame);");
        EmitWhoAndWhen(writer, packet);
        Bits.EmitRead(writer, packet.Flags, "frame.Flags", "0", packet.Faults.FixedFlags);
        writer.Line();
        decode.Fields();
        if (!packet.Fields.Any(field => field.Type?.Base is WireBase.Rest || field.Each is not null))
        {
            writer.Line($"reader.ExpectAt(reader.AtEnd, {Names.Rule(packet.Faults.Trailing)}, reader.Offset);");
        }

        decode.Checks();
        writer.Line();
        using (writer.Block($"packet = new {packet.Spelled}View", ";"))
        {
            foreach (var member in Member.Of(PacketShape.Of(packet))) writer.Line($"{member.Name} = {LocalOf(packet, member)},");
        }

        writer.Line("violation = new Violation(reader.Broken, reader.BrokenAt);");
        writer.Line("return reader.Succeeded;");
    }

    private static string LocalOf(Packet packet, Member member) =>
        packet.Fields.Any(field => field.SetsVersion && field.Name == member.Name) ? "version" : Names.Local(member.Name);

    private static void EmitWhoAndWhen(SourceWriter writer, Packet packet)
    {
        if (Versions.Condition(packet.Versions) is { } exists) writer.Line($"reader.ExpectAt({exists}, {Names.Rule(packet.Faults.UnknownPacket)}, 0);");
        foreach (var sender in packet.SentBy.Where(sender => sender.Role is not Role.Both))
        {
            var isSender = Versions.Demand(sender.Versions, $"sender is Role.{sender.Role}");
            writer.Line($"reader.ExpectAt({isSender}, {Names.Rule(packet.Faults.WrongDirection)}, 0);");
        }
    }

    private static void EmitOwned(SourceWriter writer, Packet packet)
    {
        writer.Line();
        writer.Line($"/// <summary>{About(packet)} To build, compare, keep and send.</summary>");
        using (writer.Block($"public readonly record struct {packet.Spelled} : IPacket"))
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public PacketType Type => PacketType.{packet.Spelled};");
            writer.Line();
            EmitOwnedMembers(writer, Member.Of(PacketShape.Of(packet)));
            LimitsEmitter.Emit(writer, packet, isView: false);
            new EncodeEmitter(writer, PacketShape.Of(packet), isView: false, packet.ReturnCodes).Packet(packet.Type);
            ShedEmitter.Emit(writer, packet);
            if (packet.ReturnCodes.Count > 0) ReasonCodeEmitter.EmitToWire(writer, packet);
        }
    }

    /// <summary>Emits the members of an owned packet or item.</summary>
    public static void EmitOwnedMembers(SourceWriter writer, IEnumerable<Member> members)
    {
        foreach (var member in members.Where(member => member.Owned is not null))
        {
            writer.Summary(member.About);
            writer.Line($"public {member.Owned} {member.Name} {(member.Derived is { } derived ? $"=> {derived};" : "{ get; init; }")}");
            writer.Line();
        }
    }

    /// <summary>Emits the copy of a view as an owned packet or item.</summary>
    public static void EmitToPacket(SourceWriter writer, string owned, string method, IEnumerable<Member> members)
    {
        writer.Line();
        writer.Line("/// <summary>An owned copy.</summary>");
        using (writer.Block($"public {owned} {method}() => new()", ";"))
        {
            foreach (var member in members.Where(member => member.Owned is not null && member.Derived is null)) writer.Line($"{member.Name} = {member.Copy},");
        }
    }

    private static string About(Packet packet) => SourceWriter.Xml($"{packet.Name} ({packet.Section}): {packet.About ?? "a control packet."}");
}
