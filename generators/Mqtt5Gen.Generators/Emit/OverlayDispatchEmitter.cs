using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>
/// Emits the dispatch of packets that overlays add. It stands beside the base's, which it leaves as it is: a receiver that was compiled
/// against the base has no method for them, and refuses them as the base does.
/// </summary>
internal static class OverlayDispatchEmitter
{
    /// <summary>Emits the interfaces and the switch over the added packets.</summary>
    public static void Emit(SourceWriter writer, PacketTable added)
    {
        var heard = DispatchEmitter.Heard(writer.Target).ToList();
        foreach (var sender in heard) EmitInterface(writer, added, sender);
        writer.Line();
        writer.Line("/// <summary>Decodes a framed packet, also one that an overlay adds, and hands it to the method for its type.</summary>");
        using (writer.Type("static class OverlayDispatch"))
        {
            foreach (var sender in heard) EmitDispatch(writer, added, sender);
        }
    }

    private static void EmitInterface(SourceWriter writer, PacketTable added, Role sender)
    {
        writer.Line();
        var role = added.Roles.Of(sender);
        writer.Line($"/// <summary>Receives what a {role.Name} sends, the packets of overlays too.</summary>");
        using (writer.Type($"interface IOverlay{role.Spelled}Packets : I{role.Spelled}Packets")) DispatchEmitter.EmitMethods(writer, added, sender);
    }

    private static void EmitDispatch(SourceWriter writer, PacketTable added, Role sender)
    {
        var role = added.Roles.Of(sender).Spelled;
        writer.Line($"/// <inheritdoc cref=\"PacketDispatch.From{role}\"/>");
        using (writer.Block($"public static bool From{role}<T>(scoped ref T receiver, scoped in Frame frame, ProtocolVersion version, out Violation violation)\n    where T : IOverlay{role}Packets, allows ref struct"))
        {
            using (writer.Block($"switch ((PacketType){Frames.Type(added.Framing)})"))
            {
                DispatchEmitter.EmitCases(writer, added, sender);
                writer.Line("default:");
                writer.Line($"    return PacketDispatch.From{role}(ref receiver, frame, version, out violation);");
            }
        }

        writer.Line();
    }
}
