using Microsoft.CodeAnalysis.Diagnostics;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>What the build tells the compiler, by the names that the package's props and targets give it.</summary>
internal static class BuildOptions
{
    private const string Prefix = "Mqtt5Gen";
    private const string DefaultNamespace = "RootNamespace";

    /// <summary>A property of the project; empty where it is not set.</summary>
    public static Setting Property(AnalyzerConfigOptions project, string name) => new(Prefix + name, Value(project, "build_property." + Prefix + name));

    /// <summary>The namespace that every project has.</summary>
    public static Setting RootNamespace(AnalyzerConfigOptions project) => new(DefaultNamespace, Value(project, "build_property." + DefaultNamespace));

    /// <summary>A datum of an item; empty where it is not set.</summary>
    public static string Datum(AnalyzerConfigOptions item, string name) => Value(item, "build_metadata.AdditionalFiles." + Prefix + name);

    private static string Value(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
