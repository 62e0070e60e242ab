using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits a packet's layout as a remark.</summary>
internal static class PacketDiagram
{
    /// <summary>Emits the remark: one line a byte of flags, a field or a list.</summary>
    public static void Emit(SourceWriter writer, Packet packet)
    {
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        writer.Lines(Head(packet));
        foreach (var field in packet.Fields)
        {
            var type = field.Each is null ? field.Type!.Name : $"{field.Type?.Name ?? field.Each.Item!.Name} ...";
            writer.Line($"/// {SourceWriter.Xml($"{type,-22} {field.Name,-22} {When(field)}".TrimEnd())}");
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private static IEnumerable<string> Head(Packet packet)
    {
        var framing = packet.Framing;
        var flags = $"{Convert.ToString(packet.Type, 2).PadLeft(4, '0')} {string.Join(" ", packet.Flags.Select(Flag))}";
        if (framing == Framing.Mqtt) return [$"/// byte 1      {flags}"];

        var length = $"/// {"length",-11} {framing.Length}";
        var type = $"/// {"type",-11} {(framing.HasFlags ? flags : $"0x{packet.Type:X2}")}";
        return framing.IsLengthFirst ? [length, type] : [type, length];
    }

    private static string Flag(BitField bit) =>
        bit.Name ?? Convert.ToString(bit.Value.GetValueOrDefault(), 2).PadLeft(bit.High - bit.Low + 1, '0');

    private static string When(Field field)
    {
        var when = new List<string>();
        if (field.Versions.From is { } from) when.Add(from.Name + "+");
        if (field.Versions.To is { } to) when.Add("up to " + to.Name);
        if (field.If is { } condition) when.Add("if " + string.Join(" and ", condition.Terms.Select(Text)));
        if (field.WhenOmitted is { } omitted) when.Add("omitted: " + omitted);
        return string.Join(", ", when);
    }

    private static string Text(Term term) => term.Kind switch
    {
        TermKind.Compare => $"{term.Left.Name} {term.Comparison} {term.Right!.Name}",
        TermKind.IsSender => $"sender {(term.Not ? "is not" : "is")} {term.Left.Name}",
        TermKind.IsSet => (term.Not ? "not " : "") + term.Left.Name,
        _ => $"{term.Left.Name} {(term.Not ? "is not" : "is")} {term.Kind.ToString().Substring(2).ToLowerInvariant()}",
    };
}
