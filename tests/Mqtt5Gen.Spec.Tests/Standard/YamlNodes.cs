using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

internal static class YamlNodes
{
    public static YamlNode? Find(this YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? Text(this YamlNode node, string key) => (node.Find(key) as YamlScalarNode)?.Value;

    public static IReadOnlyList<YamlMappingNode> List(this YamlNode node, string key) =>
        node.Find(key) is YamlSequenceNode list ? [.. list.Cast<YamlMappingNode>()] : [];

    /// <summary>The names in a list whose items are a name, or a map that begins with <c>in</c>.</summary>
    public static IEnumerable<(string Name, YamlNode Row)> Places(this YamlNode node, string key) =>
        node.Find(key) switch
        {
            YamlSequenceNode list => list.Select(item => (item.Text("in") ?? item.ToString(), item)),
            YamlScalarNode { Value: { } name } scalar => [(name, scalar)],
            _ => [],
        };

    public static long ToNumber(string text) => text switch
    {
        ['0', 'x', .. var digits] => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ['0', 'b', .. var digits] => long.Parse(digits, NumberStyles.BinaryNumber, CultureInfo.InvariantCulture),
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };
}
