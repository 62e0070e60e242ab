using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

public class PacketTypeTests
{
    private static readonly IReadOnlyList<YamlMappingNode> Spec = [.. SpecFile.Packets()];

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Standard = StandardTable.Read("packet-types.csv");

    [Fact]
    public void NamesAndNumbersAreTheStandards() => Same(row => row["value"], packet => packet.Text("type")!);

    [Fact]
    public void DirectionsAreTheStandards() => Same(row => row["direction"], Direction);

    [Fact]
    public void FlagsAreTheStandards() => Same(row => row["flags"], Flags);

    [Fact]
    public void PacketIdsStandWhereTheStandardHasThem() => Same(row => row["packet_id"], PacketId);

    [Fact]
    public void PropertiesStandWhereTheStandardHasThem() => Same(row => row["properties"], Properties);

    [Fact]
    public void PayloadsStandWhereTheStandardHasThem() => Same(row => row["payload"], Payload);

    private static void Same(Func<IReadOnlyDictionary<string, string>, string> expected, Func<YamlMappingNode, string> actual) =>
        Assert.Equal(
            Standard.Select(row => $"{row["name"]} {expected(row)}"),
            Spec.Select(packet => $"{packet.Text("packet")} {actual(packet)}"));

    private static string Direction(YamlMappingNode packet) => (packet.Text("sent-by") ?? packet.Find("sent-by")?.Text("5.0+")) switch
    {
        "client" => "client-to-server",
        "server" => "server-to-client",
        var other => other ?? "unknown",
    };

    private static string Flags(YamlMappingNode packet)
    {
        var flags = ((YamlMappingNode)packet.Find("flags")!).Children
            .SelectMany(bits => bits.Value is YamlSequenceNode rows ? rows.Select(row => (Key: bits.Key.ToString(), Row: row)) : [(bits.Key.ToString(), bits.Value)])
            .Where(bits => bits.Row.Text("versions") is not "3.1")
            .OrderByDescending(bits => bits.Key, StringComparer.Ordinal)
            .ToList();
        return flags.TrueForAll(bits => bits.Row.Text("value") is not null) ? string.Concat(flags.Select(Fixed)) : string.Join(' ', flags.SelectMany(Named));
    }

    private static string Fixed((string Key, YamlNode Row) bits)
    {
        var value = Convert.ToString((int)YamlNodes.ToNumber(bits.Row.Text("value")!), 2);
        return value.PadLeft(Width(bits.Key), '0');
    }

    private static int Width(string bits) => bits.Split('-') is [var high, var low] ? high[0] - low[0] + 1 : 1;

    private static IEnumerable<string> Named((string Key, YamlNode Row) bits)
    {
        var name = bits.Row.Text("name") is "QoS" ? "QoS" : bits.Row.Text("name")!.ToUpperInvariant();
        return Enumerable.Repeat(name, Width(bits.Key));
    }

    private static string PacketId(YamlMappingNode packet)
    {
        var field = packet.List("header").SingleOrDefault(field => field.Text("type") == "packet-id");
        if (field is null)
        {
            return "no";
        }

        return field.Text("if") is { } condition ? $"if {condition}" : "yes";
    }

    private static string Properties(YamlMappingNode packet)
    {
        var own = packet.List("header").Any(field => field.Text("type") == "properties");
        var will = packet.List("payload").Any(field => field.Text("type") == "properties" && field.Text("set") == "WILL");
        return (own, will) switch
        {
            (true, true) => "yes+will",
            (true, false) => "yes",
            _ => "no",
        };
    }

    private static string Payload(YamlMappingNode packet) => packet.List("payload") switch
    {
        [] => "none",
        [var only] when only.Text("type") == "rest" => "optional",
        [var first, ..] when first.Text("if") is null && (first.Text("each") is null || first.Text("at-least") == "1") => "required",
        _ => "unknown",
    };
}
