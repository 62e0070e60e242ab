using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the view of a packet: its members and how it is decoded.</summary>
internal static class ViewEmitter
{
    /// <summary>The field behind a view's member. Decoding assigns fields where they lie: a view built aside and copied took twice as long.</summary>
    public static string Field(string member) => "_" + Names.Local(member);

    /// <summary>Emits the view.</summary>
    public static void Emit(SourceWriter writer, Packet packet, Use use)
    {
        writer.Line();
        writer.Line($"/// <summary>{PacketEmitter.About(packet)} As received: a view that lives as long as the frame's bytes.</summary>");
        PacketDiagram.Emit(writer, packet);
        using (writer.Type($"ref struct {packet.Spelled}View"))
        {
            EmitMembers(writer, Member.Of(PacketShape.Of(packet)));
            EmitTryDecode(writer, packet);
            EmitTryReadVersion(writer, packet);
            LimitsEmitter.Emit(writer, packet, isView: true);
            if (use.IsSent) new EncodeEmitter(writer, PacketShape.Of(packet), isView: true, packet.ReturnCodes).Packet(packet.Type);
            if (use.IsSent) StampEmitter.Emit(writer, packet);
            PacketEmitter.EmitToPacket(writer, packet.Spelled, "ToPacket", Member.Of(PacketShape.Of(packet)), "readonly ");
            ReasonCodeEmitter.EmitOfPacket(writer, packet, use);
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
        writer.Line(Code.NotInlined);
        // The frame comes by reference: to copy it onto the stack took a third of the time of a small PUBLISH (0.33 -> 0.26 of MQTTnet's).
        using var body = writer.Block(
            $"public static bool TryDecode(scoped in Frame frame, ProtocolVersion version, Role sender, out {packet.Spelled}View packet, out Violation violation)");
        var decode = new DecodeEmitter(writer, packet);
        // Clearing a view takes as long as decoding one: every field is assigned below, but those of properties that are not present.
        writer.Line("System.Runtime.CompilerServices.Unsafe.SkipInit(out packet);");
        writer.Lines(packet.Fields.Where(field => field.PropertySet is not null).Select(field => $"packet.{Field(field.Name)}.Clear();"));
        writer.Line("var reader = new WireReader<Rule>(frame);");
        EmitWhoAndWhen(writer, packet);
        Bits.EmitRead(writer, packet.Flags, "frame.Flags", Frames.TypeAt(packet.Framing), packet.Faults.FixedFlags);
        writer.Line();
        decode.Fields();
        if (!packet.Fields.Any(TakesAllThatIsLeft))
        {
            writer.Line($"reader.ExpectAt(reader.AtEnd, {Names.Rule(packet.Faults.Trailing)}, reader.Offset);");
        }

        decode.Checks();
        writer.Line();
        foreach (var member in Member.Of(PacketShape.Of(packet)).Where(member => !member.InView.EndsWith("PropertiesView", StringComparison.Ordinal)))
        {
            writer.Line($"packet.{Field(member.Name)} = {member.Decoded};");
        }

        writer.Line("violation = new Violation(reader.Broken, reader.BrokenAt);");
        writer.Line("return reader.Succeeded;");
    }

    // Whoever asks for a version that nobody knows is to be answered, and such a packet cannot be decoded.
    private static void EmitTryReadVersion(SourceWriter writer, Packet packet)
    {
        var before = packet.Fields.TakeWhile(field => !field.SetsVersion).ToList();
        if (before.Count == packet.Fields.Count || before.Exists(field => field.Value.Count == 0)) return;

        var version = packet.Fields[before.Count];
        writer.Line();
        writer.Line($$"""
            /// <summary>Reads the version that a {{packet.Name}} states, known or not, whatever follows it.</summary>
            /// <param name="frame">The packet as framed; its type is {{packet.Type}}.</param>
            /// <param name="number">The number of the version.</param>
            /// <returns>False when what stands before the version is not what stands there in any version.</returns>
            """);
        using var body = writer.Block("public static bool TryReadVersion(scoped in Frame frame, out byte number)");
        writer.Line("var reader = new WireReader<Rule>(frame);");
        foreach (var field in before)
        {
            var local = Names.Local(field.Name);
            var rule = Names.Rule(field.BadValue ?? field.Missing);
            writer.Line($"var {local} = reader.Binary({Names.Rule(field.Missing)});");
            writer.Line($"reader.Expect({DecodeEmitter.FixedText(field, local)}, {rule});");
        }

        writer.Line($"number = reader.U8({Names.Rule(version.Missing)});");
        writer.Line("return reader.Succeeded;");
    }

    // In every version and on no condition: where the field does not stand, what stands in its place is too much.
    private static bool TakesAllThatIsLeft(Field field) =>
        (field.Type?.IsRest == true || field.Each is not null) && field.If is null && Versions.Condition(field.Versions) is null;

    private static void EmitWhoAndWhen(SourceWriter writer, Packet packet)
    {
        if (Versions.Condition(packet.Versions) is { } exists) writer.Line($"reader.ExpectAt({exists}, {Names.Rule(packet.Faults.UnknownPacket)}, {Frames.TypeAt(packet.Framing)});");
        foreach (var sender in packet.SentBy.Where(sender => sender.Role is not Role.Both))
        {
            var isSender = Versions.Demand(sender.Versions, $"sender is {Names.Role(packet.Roles, sender.Role)}");
            writer.Line($"reader.ExpectAt({isSender}, {Names.Rule(packet.Faults.WrongDirection)}, {Frames.TypeAt(packet.Framing)});");
        }
    }

    /// <summary>Emits the members of a view and the fields behind them.</summary>
    public static void EmitMembers(SourceWriter writer, List<Member> members)
    {
        foreach (var member in members) writer.Line($"private {member.InView} {Field(member.Name)};");
        writer.Line();
        foreach (var member in members)
        {
            writer.Summary(member.About);
            using (writer.Block($"public {member.InView} {member.Name}"))
            {
                writer.Line($"readonly get => {Field(member.Name)};");
                writer.Line($"init => {Field(member.Name)} = value;");
            }

            writer.Line();
        }
    }
}
