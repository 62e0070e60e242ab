using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits what one side announces and the other keeps.</summary>
internal static class AnnouncedEmitter
{
    /// <summary>The file of the record; empty where nothing is announced.</summary>
    public static string Emit(Target target, AnnouncedTable table)
    {
        if (table.Values.Count == 0) return "";

        var writer = GeneratedFile.Start(target, "spec/announced.yaml");
        writer.Line();
        writer.Line("/// <summary>What one side of a connection announced: the other side keeps it in all it sends.</summary>");
        using (writer.Type("sealed record Announced"))
        {
            writer.Line("/// <summary>What a side has announced that announced nothing.</summary>");
            writer.Line("public static Announced Nothing { get; } = new();");
            foreach (var one in table.Values)
            {
                var initial = one.WhenAbsent is { } value ? $" = {Types.Literal(one.Type, value)};" : "";
                writer.Line();
                writer.Summary(Words.About(one.Name, one.About));
                writer.Line($"public {Types.Owned(one.Type)}{(one.WhenAbsent is null ? "?" : "")} {one.Name} {{ get; init; }}{initial}");
            }

            foreach (var packet in table.Packets)
            {
                if (target.UseOf(packet.SentBy).IsReceived) EmitFrom(writer, table.Values, packet.Spelled, isView: true);
                EmitFrom(writer, table.Values, packet.Spelled, isView: false);
            }
        }

        return writer.ToString();
    }

    private static void EmitFrom(SourceWriter writer, EquatableArray<Announced> all, string packet, bool isView)
    {
        writer.Line();
        writer.Line($"/// <summary>What {packet.ToUpperInvariant()} announces.</summary>");
        using (writer.Block($"public static Announced From(in {packet}{(isView ? "View" : "")} packet) => new()", ";"))
        {
            foreach (var one in all)
            {
                if (one.From.FirstOrDefault(source => source.Packet == packet) is not { } source) continue;

                var value = !source.IsProperty ? $"packet.{source.Member}"
                    : isView ? $"packet.Properties.{source.Member}"
                    : $"packet.Properties?.{source.Member}";
                var absent = one.WhenAbsent is { } text && source.IsProperty && !isView ? $" ?? {Types.Literal(one.Type, text)}" : "";
                writer.Line($"{one.Name} = {value}{absent},");
            }
        }
    }
}
