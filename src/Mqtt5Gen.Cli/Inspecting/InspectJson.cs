using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mqtt5Gen.Cli.Interpreting;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>Packets for programs.</summary>
internal sealed class InspectJson(SpecProtocol protocol)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes all packets.</summary>
    public void Write(TextWriter output, IReadOnlyList<InspectedPacket> packets)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("packets");
            foreach (var packet in packets) Write(json, packet);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(bytes.ToArray()) + "\n");
    }

    private void Write(Utf8JsonWriter json, InspectedPacket packet)
    {
        var decoded = packet.Decoded;
        json.WriteStartObject();
        json.WriteNumber("offset", packet.Offset);
        json.WriteString("hex", Convert.ToHexStringLower(decoded.Bytes.Span));
        if (decoded.Head.Type is { } type) json.WriteNumber("type", type);
        json.WriteString("packet", decoded.Packet?.Name);
        json.WriteString("section", decoded.Packet?.Section);
        json.WriteString("version", decoded.Version.Name);
        json.WriteString("sender", protocol.Roles.Of(packet.Sender).Name);
        json.WriteBoolean("senderIsAssumed", packet.SenderSource is SenderSource.Assumed);
        json.WriteString("verdict", decoded.Broken is not null ? "broken" : decoded.IsIncomplete ? "incomplete" : "decoded");
        if (decoded.IsIncomplete) json.WriteNumber("missingBytes", packet.Missing);
        if (decoded.Broken is { } broken) WriteBroken(json, broken);
        json.WriteStartArray("parts");
        foreach (var part in decoded.Parts) Write(json, decoded, part);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteBroken(Utf8JsonWriter json, BrokenRule broken)
    {
        var rule = protocol.Rules.First(candidate => candidate.Name == broken.Rule.Name);
        json.WriteStartObject("broken");
        json.WriteString("rule", rule.Name);
        json.WriteString("id", rule.Id);
        json.WriteNumber("at", broken.Offset);
        json.WriteString("section", rule.Section);
        json.WriteString("about", rule.About);
        json.WriteString("answer", rule.Answer);
        if (rule.Answer is { } answer) json.WriteNumber("answerCode", protocol.ReasonCodes.First(code => code.Name == answer).Code);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DecodedPacket packet, Part part)
    {
        json.WriteStartObject();
        json.WriteString("kind", Lower(part.Kind));
        json.WriteString("name", part.Name);
        json.WriteNumber("offset", part.Offset);
        json.WriteNumber("length", part.Length);
        if (part.Kind is PartKind.Bits) json.WriteString("bits", part.HighBit == part.LowBit ? $"{part.HighBit}" : $"{part.HighBit}-{part.LowBit}");
        else json.WriteString("hex", Convert.ToHexStringLower(packet.Bytes.Span.Slice(part.Offset, part.Length)));
        if (part.Type is { } type) json.WriteString("type", type.Name);
        if (part.Text is { } text) json.WriteString("value", text);
        if (part.Parts.Count > 0)
        {
            json.WriteStartArray("parts");
            foreach (var inner in part.Parts) Write(json, packet, inner);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string Lower<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
