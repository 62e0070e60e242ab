using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the rewriting of what differs from receiver to receiver in a packet that is encoded once.</summary>
internal static class StampEmitter
{
    /// <summary>Emits <c>Stamp</c>, where the packet has stamps.</summary>
    public static void Emit(SourceWriter writer, Packet packet)
    {
        if (packet.Stamps.Count == 0) return;

        var flags = packet.Flags.Where(bit => bit.Name is not null).ToList();
        var fields = packet.Fields.Where(field => packet.Stamps.Contains(field.Name)).ToList();
        var parameters = flags.Select(bit => $"{Types.Bit(bit)} {Names.Local(bit.Name!)}")
            .Concat(fields.Select(field => $"{Types.InView(field.Type!)} {Names.Local(field.Name)}"));
        writer.Line();
        writer.Line($$"""
            /// <summary>Rewrites {{(packet.Framing.HasFlags ? "the flags and " : "")}}{{string.Join(", ", fields.Select(field => Words.Of(field.Name)))}} of an encoded packet, so that one encoding serves many receivers.</summary>
            /// <remarks>What the encoded packet has no room for cannot be stamped into it: the fields that stand are the same before and after.</remarks>
            """);
        using var body = writer.Block($"public static void Stamp(Span<byte> encoded, PacketLayout layout, {string.Join(", ", parameters)})");
        var conditions = new Conditions(new LocalMembers(PacketShape.Of(packet)), packet.Roles);
        var toEncode = flags.Select(bit => bit with { Name = Names.Local(bit.Name!) }).Concat(packet.Flags.Where(bit => bit.Name is null));
        if (packet.Framing.HasFlags)
        {
            var typeAt = packet.Framing.IsLengthFirst ? "layout.HeaderLength - 1" : "0";
            writer.Line($"encoded[{typeAt}] = {Bits.Write(toEncode, Frames.Header(packet.Framing, packet.Type))};");
        }

        writer.Line("var writer = new WireWriter(encoded[(layout.Size - layout.RemainingLength)..]);");
        foreach (var field in packet.Fields.Take(packet.Fields.ToList().IndexOf(fields[fields.Count - 1]) + 1))
        {
            if (!fields.Contains(field))
            {
                writer.Line(Types.IsBytes(field.Type!) && field.Type!.Size is null ? "writer.PassBinary();" : $"writer.Advance({field.Type!.Size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Types.Size(field.Type!, field.Name)});");
                continue;
            }

            var write = Types.Write(field.Type!, Names.Local(field.Name));
            writer.Line(field.If is { } condition ? $"if ({conditions.Emit(condition)}) {write}" : write);
        }
    }
}
