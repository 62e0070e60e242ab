using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits what a protocol's frames ask for. MQTT's are those of the wire layer itself.</summary>
internal static class Frames
{
    /// <summary>Where the byte with the type stands in a received packet, as an expression.</summary>
    public static string TypeAt(Framing framing) => framing.IsLengthFirst ? "frame.BodyOffset - 1" : "0";

    /// <summary>The type of a received packet, as an expression.</summary>
    public static string Type(Framing framing) => framing.HasFlags ? "frame.TypeNumber" : "frame.Header";

    /// <summary>The byte with the type, as a number: flags, where there is room for them, are zero.</summary>
    public static int Header(Framing framing, int type) => framing.HasFlags ? type << 4 : type;

    /// <summary>The packet's lengths, as an expression.</summary>
    public static string Layout(Framing framing, string propertyLength) =>
        framing == Framing.Mqtt ? $"new PacketLayout(length, {propertyLength})" : $"new PacketLayout(length, {propertyLength}, PacketFrame.Format)";

    /// <summary>Emits the writing of type and length.</summary>
    public static void EmitWrite(SourceWriter writer, Framing framing, string header)
    {
        if (framing != Framing.Mqtt)
        {
            writer.Line($"writer.Advance(PacketFrame.Format.Write(destination, {header}, layout));");
            return;
        }

        writer.Line($"writer.U8({header});");
        writer.Line("writer.VarInt((uint)layout.RemainingLength);");
    }

    /// <summary>Emits the format, where it is not MQTT's.</summary>
    public static void EmitFormat(SourceWriter writer, Framing framing)
    {
        if (framing == Framing.Mqtt) return;

        writer.Line();
        writer.Line("/// <summary>How the packets are framed.</summary>");
        using var body = writer.Type("static class PacketFrame");
        writer.Line("/// <summary>What stands before every body.</summary>");
        using (writer.Block("public static FrameFormat Format => new()", ";"))
        {
            if (framing.IsLengthFirst) writer.Line("LengthFirst = true,");
            if (!framing.HasFlags) writer.Line("TypeFillsByte = true,");
            writer.Line($"Length = FrameLengthForm.{framing.Length},");
            writer.Line($"Counts = FrameLengthScope.{framing.Counts},");
            if (!framing.IsShortest) writer.Line("AllowsNeedlessBytes = true,");
        }

        writer.Line();
        writer.Line("""
            /// <summary>Reads the packet that the input starts with.</summary>
            /// <param name="input">Bytes as they arrived; may hold a part of a packet, or several.</param>
            /// <param name="maximumPacketSize">The largest packet to accept, in bytes, type and length included.</param>
            /// <param name="frame">The packet, when the result is <see cref="FrameStatus.Complete"/>.</param>
            /// <param name="length">The packet's length in bytes, type and length included; 0 while it is not known yet.</param>
            /// <returns>What the input starts with.</returns>
            public static FrameStatus TryRead(ReadOnlySpan<byte> input, uint maximumPacketSize, out Frame frame, out int length) =>
                FrameReader.TryRead(input, Format, maximumPacketSize, out frame, out length);
            """);
    }
}
