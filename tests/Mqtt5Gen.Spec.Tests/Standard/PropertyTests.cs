using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

public class PropertyTests
{
    private static readonly Dictionary<string, YamlMappingNode> Types =
        SpecFile.Rows("wire-types.yaml", "wire-types").ToDictionary(type => type.Text("name")!);

    private static readonly IReadOnlyList<YamlMappingNode> Spec = SpecFile.Rows("properties.yaml", "properties");

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Standard = StandardTable.Read("properties.csv");

    [Fact]
    public void IdsNamesAndTypesAreTheStandards() =>
        Assert.Equal(
            Standard.Select(row => $"{row["id"]} {row["name"].Replace(" ", "")} {BaseOf(row["type"])}"),
            Spec.Select(row => $"{row.Text("id")} {row.Text("name")} {Base(row)}"));

    [Fact]
    public void PropertiesStandInThePacketsOfTheStandard() =>
        Assert.Equal(
            Standard.Select(row => $"{row["id"]} {string.Join(' ', row["packets"].ToUpperInvariant().Split(';').Order())}"),
            Spec.Select(row => $"{row.Text("id")} {string.Join(' ', row.Places("allowed").Select(place => place.Name).Order())}"));

    [Fact]
    public void PropertiesRepeatWhereTheStandardLetsThem() =>
        Assert.Equal(
            Standard.Select(row => $"{row["id"]} {RepeatsIn(row)}"),
            Spec.Select(row => $"{row.Text("id")} {RepeatsIn(row)}"));

    [Fact]
    public void RangesAreTheStandards() =>
        Assert.Equal(
            Standard.Select(row => $"{row["id"]} {row["range"]}"),
            Spec.Select(row => $"{row.Text("id")} {Range(row)}"));

    [Fact]
    public void AbsenceMeansWhatTheStandardSays() =>
        Assert.Equal(
            Standard.Select(row => $"{row["id"]} {WhenAbsent(row["when_absent"])}"),
            Spec.Select(row => $"{row.Text("id")} {WhenAbsent(row)}"));

    [Fact]
    public void PropertiesOfOneSenderAreTheStandards()
    {
        // The table says in words what direction a property is bound to.
        Assert.Equal(
            ["0x0B PUBLISH server", "0x11 DISCONNECT client", "0x1C DISCONNECT server"],
            Spec.SelectMany(row => row.Places("allowed")
                .Where(place => place.Row.Text("sent-by") is not null)
                .Select(place => $"{row.Text("id")} {place.Name} {place.Row.Text("sent-by")}")));
        Assert.Equal(["0x0B", "0x11", "0x1C"], Standard.Where(row => row["note"].Contains("server")).Select(row => row["id"]));
    }

    private static string BaseOf(string type) => type switch
    {
        "Byte" => "u8",
        "Two Byte Integer" => "u16",
        "Four Byte Integer" => "u32",
        "Variable Byte Integer" => "varint",
        "UTF-8 Encoded String" => "utf8",
        "UTF-8 String Pair" => "utf8-pair",
        "Binary Data" => "binary",
        _ => $"unknown {type}",
    };

    private static YamlMappingNode? TypeOf(YamlMappingNode property) => Types.GetValueOrDefault(property.Text("type")!);

    private static string Base(YamlMappingNode property) => TypeOf(property)?.Text("base") ?? property.Text("type")!;

    private static string RepeatsIn(IReadOnlyDictionary<string, string> row) => row["may_repeat"] switch
    {
        "no" => "",
        "all" => string.Join(' ', row["packets"].ToUpperInvariant().Split(';').Order()),
        var packets => packets,
    };

    private static string RepeatsIn(YamlMappingNode property) =>
        string.Join(' ', property.Places("allowed").Where(place => place.Row.Text("repeats") == "true").Select(place => place.Name).Order());

    private static string Range(YamlMappingNode property)
    {
        var type = TypeOf(property);
        if ((property.Text("in") ?? type?.Text("in")) is { } range)
        {
            return range;
        }

        if (type?.Find("values") is YamlMappingNode values)
        {
            var numbers = values.Children.Keys.Select(key => YamlNodes.ToNumber(key.ToString())).ToList();
            return $"{numbers.Min()}..{numbers.Max()}";
        }

        return Base(property) switch
        {
            "u16" => "0..65535",
            "u32" => "0..4294967295",
            "utf8" when type?.Find("shape")?.Find("no-wildcards") is not null => "topic name without wildcards",
            _ => "",
        };
    }

    private static string WhenAbsent(string cell)
    {
        if (cell.StartsWith("CONNECT 0;", StringComparison.Ordinal))
        {
            return "CONNECT 0";
        }

        return long.TryParse(cell, CultureInfo.InvariantCulture, out _) ? cell : "";
    }

    private static string WhenAbsent(YamlMappingNode property)
    {
        var everywhere = property.Text("when-absent");
        var named = (TypeOf(property)?.Find("values") as YamlMappingNode)?.Children.FirstOrDefault(value => value.Value.ToString() == everywhere).Key;
        var inPlaces = property.Places("allowed")
            .Where(place => place.Row.Text("when-absent") is not null)
            .Select(place => $"{place.Name} {place.Row.Text("when-absent")}");
        return string.Join(' ', [.. inPlaces, named?.ToString() ?? everywhere ?? ""]).Trim();
    }
}
