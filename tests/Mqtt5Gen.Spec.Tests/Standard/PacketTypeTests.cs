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
        var flags = ((YamlMappingNode)packet.Find("flags")!).Children.Select(bits => (Key: bits.Key.ToString(), Row: bits.Value)).ToList();
        if (flags is [("3-0", var only)])
        {
            return $"{YamlNodes.ToNumber(only.Text("value")!):B4}";
        }

        return string.Join(' ', flags.OrderByDescending(bits => bits.Key).SelectMany(Named));
    }

    private static IEnumerable<string> Named((string Key, YamlNode Row) bits)
    {
        var name = bits.Row.Text("name") is "QoS" ? "QoS" : bits.Row.Text("name")!.ToUpperInvariant();
        return Enumerable.Repeat(name, bits.Key.Split('-') is [var high, var low] ? high[0] - low[0] + 1 : 1);
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
