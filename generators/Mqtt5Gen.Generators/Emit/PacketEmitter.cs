using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits one packet: its view, its owned form, its properties and its items.</summary>
internal static class PacketEmitter
{
    /// <summary>The file of one packet.</summary>
    public static string Emit(Target target, Packet packet)
    {
        var writer = GeneratedFile.Start(target, packet.Source, packet.Section);
        var use = target.UseOf(packet.SentBy);
        if (use.IsReceived) ViewEmitter.Emit(writer, packet, use);
        EmitOwned(writer, packet, use);
        foreach (var set in packet.PropertySets)
        {
            var owner = set.Spelled == packet.Spelled ? $"The properties of {packet.Name}" : $"The {Words.Of(set.Spelled)} Properties of {packet.Name}";
            PropertySetEmitter.Emit(writer, set, owner, packet, use);
        }

        foreach (var field in packet.Fields.Where(field => field.Each?.Item is not null)) ItemEmitter.Emit(writer, packet, field.Each!.Item!, use);
        return writer.ToString();
    }

    private static void EmitOwned(SourceWriter writer, Packet packet, Use use)
    {
        writer.Line();
        writer.Line($"/// <summary>{About(packet)} To build, compare{(use.IsSent ? ", keep and send" : " and keep")}.</summary>");
        using (writer.Type($"readonly record struct {packet.Spelled}{(use.IsSent ? " : IPacket" : "")}"))
        {
            writer.Line(use.IsSent ? "/// <inheritdoc/>" : "/// <summary>Its type.</summary>");
            writer.Line($"public PacketType Type => PacketType.{packet.Spelled};");
            writer.Line();
            EmitOwnedMembers(writer, Member.Of(PacketShape.Of(packet)));
            if (!use.IsSent) return;

            LimitsEmitter.Emit(writer, packet, isView: false);
            new EncodeEmitter(writer, PacketShape.Of(packet), isView: false, packet.ReturnCodes).Packet(packet.Type);
            if (!use.IsReceived) StampEmitter.Emit(writer, packet);
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
    public static void EmitToPacket(SourceWriter writer, string owned, string method, IEnumerable<Member> members, string modifier = "")
    {
        writer.Line();
        writer.Line("/// <summary>An owned copy.</summary>");
        using (writer.Block($"public {modifier}{owned} {method}() => new()", ";"))
        {
            foreach (var member in members.Where(member => member.Owned is not null && member.Derived is null)) writer.Line($"{member.Name} = {member.Copy},");
        }
    }

    /// <summary>The first sentence of a packet's documentation.</summary>
    public static string About(Packet packet) => SourceWriter.Xml($"{packet.Name}{(packet.Section is null ? "" : $" ({packet.Section})")}: {packet.About ?? "a control packet."}");
}
