using System.Reflection;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Cli.Specs;

/// <summary>The spec of MQTT that the tool carries.</summary>
internal static class EmbeddedSpec
{
    /// <summary>What it is called on the command line; its files begin with it.</summary>
    public const string Name = "mqtt";

    private static readonly Lazy<IReadOnlyList<SpecFile>> Parsed = new(Read);

    /// <summary>Its files: <c>mqtt/packets/03-publish.yaml</c>.</summary>
    public static IReadOnlyList<SpecFile> Files => Parsed.Value;

    private static SpecFile[] Read()
    {
        var assembly = typeof(EmbeddedSpec).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(IsSpec).Order(StringComparer.Ordinal).Select(name => Read(assembly, name))];
    }

    private static bool IsSpec(string name) => name.StartsWith(Name + "/", StringComparison.Ordinal);

    private static SpecFile Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return SpecFile.Parse(name.Replace('\\', '/'), reader.ReadToEnd());
    }
}
