using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

/// <summary>Reads the spec as plain YAML: a reading of its own, which shares nothing with the linker's.</summary>
internal static class SpecFile
{
    private static readonly string Root = FindRoot();

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

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mqtt5Gen.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Mqtt5Gen.sln above the tests.");
        }

        return folder.FullName;
    }
}
