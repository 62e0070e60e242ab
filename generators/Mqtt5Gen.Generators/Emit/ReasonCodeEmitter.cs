using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the reason codes, and each packet's table of them.</summary>
internal static class ReasonCodeEmitter
{
    // Stands in no packet's table: what an unknown return code of an older version decodes to.
    private const int Unknown = 0xFF;

    /// <summary>The file of the enum; empty where there are no reason codes.</summary>
    public static string Emit(Target target, EquatableArray<ReasonCode> reasonCodes)
    {
        if (reasonCodes.Count == 0) return "";

        var writer = GeneratedFile.Start(target, "spec/reason-codes.yaml");
        writer.Line();
        writer.Line("/// <summary>Reason codes.</summary>");
        using (writer.Type("enum ReasonCode : byte"))
        {
            foreach (var code in reasonCodes)
            {
                writer.Summary($"0x{code.Code:X2} {Words.About(code.Name, code.About)}");
                writer.Line($"{code.Name} = 0x{code.Code:X2},");
                writer.Line();
            }
        }

        return writer.ToString();
    }

    /// <summary>The arguments of a packet's <c>MayStandHere</c>.</summary>
    public static string Arguments(string value, EquatableArray<ReasonCodeUse> codes) =>
        codes.Any(code => code.SentBy is not Role.Both) ? $"{value}, sender" : value;

    /// <summary>Emits a packet's table, and the translation from older versions' return codes.</summary>
    public static void EmitOfPacket(SourceWriter writer, Packet packet, Use use)
    {
        if (packet.ReasonCodes.Count == 0) return;

        writer.Line();
        var needsSender = packet.ReasonCodes.Any(code => code.SentBy is not Role.Both);
        writer.Summary($"Whether a reason code may stand in {packet.Name}{(needsSender ? ", and from that sender" : "")}.");
        using (writer.Block($"public static bool MayStandHere(ReasonCode code{(needsSender ? ", Role sender" : "")}) => code switch", ";"))
        {
            foreach (var group in packet.ReasonCodes.GroupBy(code => code.SentBy))
            {
                var codes = string.Join("\n    or ", group.Select(code => $"ReasonCode.{code.Name}"));
                writer.Line($"{codes} => {(group.Key is Role.Both ? "true" : $"sender is {Names.Role(packet.Roles, group.Key)}")},");
            }

            writer.Line("_ => false,");
        }

        if (packet.ReturnCodes.Count == 0) return;

        EmitFromWire(writer, packet);
        if (use.IsSent) EmitToWire(writer, packet);
    }

    private static void EmitFromWire(SourceWriter writer, Packet packet)
    {
        writer.Line();
        using var body = writer.Block("private static ReasonCode FromWire(byte code, ProtocolVersion version)");
        EmitByVersion(writer, packet, "return (ReasonCode)code;", codes =>
        {
            foreach (var code in codes) writer.Line($"0x{code.Code:X2} => ReasonCode.{code.Means},");
            writer.Line($"_ => (ReasonCode)0x{Unknown:X2},");
        });
    }

    /// <summary>Emits the translation to older versions' return codes.</summary>
    public static void EmitToWire(SourceWriter writer, Packet packet)
    {
        writer.Line();
        using var body = writer.Block("private static byte ToWire(ReasonCode code, ProtocolVersion version)");
        EmitByVersion(writer, packet, "return (byte)code;", codes =>
        {
            foreach (var code in codes.Where(code => !code.Otherwise))
            {
                var names = string.Join(" or ", new[] { code.Means }.Concat(code.Also).Select(name => $"ReasonCode.{name}"));
                writer.Line($"{names} => 0x{code.Code:X2},");
            }

            var otherwise = codes.FirstOrDefault(code => code.Otherwise);
            writer.Line(otherwise is null ? "_ => (byte)code," : $"_ => 0x{otherwise.Code:X2},");
        });
    }

    // Of older versions each range has its codes; where a range is all there is, nothing is asked.
    private static void EmitByVersion(SourceWriter writer, Packet packet, string newest, Action<List<ReturnCode>> emitCases)
    {
        foreach (var range in packet.ReturnCodes.GroupBy(code => code.Versions))
        {
            var condition = Versions.Condition(range.Key);
            using (condition is null ? null : (IDisposable)writer.Block($"if ({condition})"))
            {
                using (writer.Block("return code switch", ";")) emitCases([.. range]);
            }

            if (condition is null) return;

            writer.Line();
        }

        writer.Line(newest);
    }
}
