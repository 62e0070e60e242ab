using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Editing;

/// <summary>The schema that editors read, and YAML as they see it: with the types of YAML 1.2's core schema.</summary>
internal static partial class EditorSchema
{
    public const string Path = "spec/mqtt5gen.schema.json";

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    public static JsonObject Text { get; } = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(SpecFolders.Root, Path)))!.AsObject();

    private static readonly JsonSchema Schema = JsonSchema.FromText(Text.ToJsonString());

    public static JsonObject Definition(string name) => Text["definitions"]![name]!.AsObject();

    /// <summary>What an editor underlines: the places in the file that break the schema.</summary>
    public static IReadOnlyList<string> Faults(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var result = Schema.Evaluate(JsonSerializer.SerializeToElement(Json(stream.Documents[0].RootNode)), Options);
        if (result.IsValid) return [];

        var faults = (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).Select(detail => detail.InstanceLocation.ToString()).Distinct().ToList();
        return faults.Count > 0 ? faults : [""];
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode row => new JsonObject(row.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Json(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } word } => Word(word),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException($"No JSON for {node.NodeType}."),
    };

    private static JsonNode? Word(string word) => word switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Hexadecimal().IsMatch(word) => JsonValue.Create(Convert.ToInt64(word, 16)),
        _ when Number().IsMatch(word) => JsonNode.Parse(word.TrimStart('+')),
        _ => JsonValue.Create(word),
    };

    [GeneratedRegex("^0x[0-9A-Fa-f]{1,15}$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[+-]?(0|[1-9]\d*)(\.\d+)?$")]
    private static partial Regex Number();
}
