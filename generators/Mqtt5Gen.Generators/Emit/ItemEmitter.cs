using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the item of a repeated group: its view, the list that enumerates it in place, and its owned form.</summary>
internal static class ItemEmitter
{
    /// <summary>Emits all three, as far as they are of use.</summary>
    public static void Emit(SourceWriter writer, Packet packet, Item item, Use use)
    {
        var shape = PacketShape.Of(item, packet);
        if (use.IsReceived) EmitView(writer, packet, item, shape, use);
        if (use.IsReceived) EmitList(writer, packet, item);
        EmitOwned(writer, packet, item, shape, use);
    }

    private static void EmitView(SourceWriter writer, Packet packet, Item item, PacketShape shape, Use use)
    {
        writer.Line();
        writer.Line($"/// <summary>{Words.About(item.Name, item.About)} One item of {packet.Name}, as received.</summary>");
        using (writer.Type($"readonly ref struct {item.Name}View"))
        {
            foreach (var member in Member.Of(shape))
            {
                writer.Summary(member.About);
                writer.Line($"public {member.InView} {member.Name} {{ get; init; }}");
                writer.Line();
            }

            EmitCheck(writer, shape);
            EmitRead(writer, item, shape);

            LimitsEmitter.EmitOfItem(writer, packet, item, isView: true);
            if (use.IsSent) new EncodeEmitter(writer, shape, isView: true, default).Item();
            PacketEmitter.EmitToPacket(writer, item.Name, $"To{item.Name}", Member.Of(shape));
        }
    }

    private static void EmitCheck(SourceWriter writer, PacketShape shape)
    {
        using (writer.Block("internal static void Check(ReadOnlySpan<byte> bytes, int endOffset, ProtocolVersion version, out int length, out Violation violation)"))
        {
            writer.Line("var reader = new WireReader<Rule>(bytes, endOffset);");
            var decode = new DecodeEmitter(writer, shape);
            decode.Fields();
            decode.Checks();
            writer.Line("length = bytes.Length - reader.Left.Length;");
            writer.Line("violation = new Violation(reader.Broken, reader.BrokenAt);");
        }

        writer.Line();
    }

    // Reads what was checked before: the list's enumerator goes over the same bytes again.
    private static void EmitRead(SourceWriter writer, Item item, PacketShape shape)
    {
        using (writer.Block($"internal static {item.Name}View Read(ReadOnlySpan<byte> bytes, ProtocolVersion version, out int length)"))
        {
            writer.Line("var reader = new WireReader<Rule>(bytes, bytes.Length);");
            new DecodeEmitter(writer, shape, checks: false).Fields();
            writer.Line("length = bytes.Length - reader.Left.Length;");
            using (writer.Block($"return new {item.Name}View", ";"))
            {
                foreach (var member in Member.Of(shape)) writer.Line($"{member.Name} = {member.Decoded},");
            }
        }
    }

    // Asked where fields before the list are left out if it has no items.
    private static string Emptiness(Packet packet) =>
        packet.Fields.Any(field => field.WhenOmitted is not null)
            ? "/// <summary>Whether there are none.</summary>\n    public bool IsEmpty => _items.IsEmpty;\n"
            : "";

    private static void EmitList(SourceWriter writer, Packet packet, Item item)
    {
        var name = item.Name;
        writer.Line();
        writer.Line($$"""
            /// <summary>The items of {{packet.Name}}, enumerated where they stand.</summary>
            {{writer.Visibility}} readonly ref struct {{name}}List
            {
                private readonly ReadOnlySpan<byte> _items;
                private readonly ProtocolVersion _version;

                internal {{name}}List(ReadOnlySpan<byte> items, ProtocolVersion version)
                {
                    _items = items;
                    _version = version;
                }

                {{Emptiness(packet)}}
                /// <summary>The items in their order.</summary>
                public Enumerator GetEnumerator() => new(_items, _version);

                /// <summary>An owned copy.</summary>
                public ValueList<{{name}}> ToList()
                {
                    var list = new System.Collections.Generic.List<{{name}}>();
                    foreach (var item in this) list.Add(item.To{{name}}());
                    return [.. list];
                }

                /// <summary>Enumerates the items.</summary>
                public ref struct Enumerator
                {
                    private readonly ProtocolVersion _version;
                    private ReadOnlySpan<byte> _left;

                    internal Enumerator(ReadOnlySpan<byte> items, ProtocolVersion version)
                    {
                        _left = items;
                        _version = version;
                        Current = default;
                    }

                    /// <summary>The current item.</summary>
                    public {{name}}View Current { get; private set; }

                    /// <summary>Moves to the next item.</summary>
                    public bool MoveNext()
                    {
                        if (_left.IsEmpty) return false;

                        Current = {{name}}View.Read(_left, _version, out var length);
                        _left = _left[length..];
                        return true;
                    }
                }
            }
            """);
    }

    private static void EmitOwned(SourceWriter writer, Packet packet, Item item, PacketShape shape, Use use)
    {
        writer.Line();
        writer.Line($"/// <summary>{Words.About(item.Name, item.About)} One item of {packet.Name}, to build{(use.IsSent ? " and send" : "")}.</summary>");
        using (writer.Type($"readonly record struct {item.Name}"))
        {
            PacketEmitter.EmitOwnedMembers(writer, Member.Of(shape));
            if (!use.IsSent) return;

            LimitsEmitter.EmitOfItem(writer, packet, item, isView: false);
            new EncodeEmitter(writer, shape, isView: false, default).Item();
        }
    }
}
