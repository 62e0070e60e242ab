using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

/// <summary>Reads the spec as plain YAML: a reading of its own, which shares nothing with the linker's.</summary>
internal static class SpecFile
{
    private static string Root => RepositoryRoot.Path;

    public static YamlMappingNode Read(string path)
    {
        using var text = File.OpenText(Path.Combine(Root, "spec", path));
        var stream = new YamlStream();
        stream.Load(text);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public static IReadOnlyList<YamlMappingNode> Rows(string path, string key) => Read(path).List(key);

    public static IEnumerable<YamlMappingNode> Packets() =>
        Directory.EnumerateFiles(Path.Combine(Root, "spec", "packets"), "*.yaml").Order(StringComparer.Ordinal).Select(Read);

    public static string StandardPath(string name) => Path.Combine(Root, "tests", "data", "standard", name);
}
