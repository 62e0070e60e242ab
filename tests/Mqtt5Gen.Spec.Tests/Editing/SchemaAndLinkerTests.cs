using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Mqtt5Gen.Spec.Linking;

namespace Mqtt5Gen.Spec.Tests.Editing;

/// <summary>The schema has the keys and choices that the linker has: neither knows one that the other does not.</summary>
public sealed class SchemaAndLinkerTests
{
    // The linker's lists of keys by the class that reads the rows, and the schema's definition of those rows.
    private static readonly Dictionary<string, string> Definitions = new()
    {
        ["AnnouncedLinker.Keys"] = "announced",
        ["BitRow.Keys"] = "bit",
        ["CheckLinker.CheckKeys"] = "check",
        ["CheckLinker.LimitKeys"] = "limit",
        ["FaultLinker.Keys"] = "faults",
        ["FieldRow.Keys"] = "field",
        ["FramingLinker.Keys"] = "frame",
        ["OverlayRows.Allows/property"] = "allowed-property",
        ["OverlayRows.Allows/reason-code"] = "allowed-reason-code",
        ["OverlayRows.Narrows/field"] = "narrowed-field",
        ["OverlayRows.Narrows/packet"] = "narrowed-packet",
        ["OverlayRows.Narrows/property"] = "narrowed-property",
        ["OverlayRows.Narrows/reason-code"] = "narrowed-reason-code",
        ["PacketHeadLinker.Keys"] = "packet",
        ["PacketLinker.ShedKeys"] = "shed",
        ["PropertyLinker.Keys"] = "property",
        ["PropertyLinker.PlaceKeys"] = "property-place",
        ["ProtocolLinker.Keys"] = "protocol-file",
        ["ProtocolLinker.VersionKeys"] = "version",
        ["ReasonCodeLinker.Keys"] = "reason-code",
        ["ReasonCodeLinker.PlaceKeys"] = "reason-code-place",
        ["ReturnCodeLinker.Keys"] = "return-code",
        ["RuleLinker.ErrorKeys"] = "named-error",
        ["RuleLinker.IsKeys"] = "numbered-error",
        ["RuleLinker.RuleKeys"] = "rule",
        ["ShapeLinker.RuleKeys"] = "shape-in-versions",
        ["SpecSections.OverlayKeys"] = "overlay",
        ["SpecSections.TopKeys"] = "tables-file",
        ["WireTypeLinker.Keys"] = "wire-type",
    };

    // What says of a whole file what it is has a definition of its own.
    private static readonly string[] FileKeys = ["protocol", "packet", "overlay"];

    private static readonly Type[] Linkers = [.. typeof(SpecLinker).Assembly.GetTypes().Where(type => type.Namespace == typeof(SpecLinker).Namespace && !type.ContainsGenericParameters)];

    private static readonly Dictionary<string, string[]> Lists = FindLists().ToDictionary(list => list.Name, list => list.Keys);

    public static TheoryData<string> Names => [.. Definitions.Keys];

    [Fact]
    public void EveryListOfTheLinkerHasADefinition() => Assert.Equal(Definitions.Keys, Lists.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheDefinitionHasTheKeysOfTheList(string name)
    {
        var keys = EditorSchema.Definition(Definitions[name])["properties"]!.AsObject().Select(property => property.Key);
        var expected = name == "SpecSections.TopKeys" ? Lists[name].Except(FileKeys) : Lists[name];

        Assert.Equal(expected.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheDefinitionLetsNoOtherKeyIn(string name)
    {
        var definition = EditorSchema.Definition(Definitions[name]);

        Assert.False(definition["additionalProperties"]!.GetValue<bool>());
        Assert.All(definition["properties"]!.AsObject(), property => AssertIsDescribed(property.Key, property.Value!));
    }

    [Theory]
    [InlineData("WireBases", "All", "wire-type/properties/base/enum")]
    [InlineData("ShapeLinker", "Shapes", "wire-type/properties/shape/properties")]
    [InlineData("RuleLinker", "Layers", "layer/enum")]
    [InlineData("FramingLinker", "Forms", "frame/properties/length/enum")]
    [InlineData("FramingLinker", "Scopes", "frame/properties/counts/enum")]
    public void TheSchemaHasTheChoicesOfTheLinker(string type, string list, string path)
    {
        var found = path.Split('/').Aggregate((JsonNode)EditorSchema.Text["definitions"]!, (node, step) => node[step]!);
        var choices = found is JsonArray words ? words.Select(word => word!.GetValue<string>()) : found.AsObject().Select(entry => entry.Key);

        Assert.Equal(Choices(type, list).Order(StringComparer.Ordinal), choices.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ATypeIsOneOfTheBuiltInOrOfTheSpecs() =>
        Assert.Equal(
            Choices("WireBases", "All").Except(["bits"]).Order(StringComparer.Ordinal),
            EditorSchema.Definition("type-name")["anyOf"]![0]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Choices(string type, string list)
    {
        var member = Assert.Single(Linkers, linker => linker.Name == type).GetMember(list, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)[0];
        var value = member is PropertyInfo property ? property.GetValue(null)! : ((FieldInfo)member).GetValue(null)!;
        return ((System.Collections.IEnumerable)value).Cast<object>().Select(choice => choice as string ?? (string)((ITuple)choice)[0]!);
    }

    private static IEnumerable<(string Name, string[] Keys)> FindLists()
    {
        foreach (var field in Linkers.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)))
        {
            var name = $"{field.DeclaringType!.Name}.{field.Name}";
            if (field.FieldType == typeof(string[]) && field.Name.EndsWith("Keys", StringComparison.Ordinal)) yield return (name, (string[])field.GetValue(null)!);
            if (field.GetValue(null) is not (string Kind, string[] Keys)[] kinds) continue;

            foreach (var (kind, keys) in kinds) yield return ($"{name}/{kind}", keys);
        }
    }

    // What an editor shows where the mouse rests: of the key itself, or of what it refers to.
    private static void AssertIsDescribed(string key, JsonNode property)
    {
        var described = property["$ref"] is { } reference ? EditorSchema.Definition(reference.GetValue<string>().Split('/')[^1]) : property;
        Assert.True(described["description"]?.GetValue<string>().Length > 10, $"'{key}' has no description.");
    }
}
