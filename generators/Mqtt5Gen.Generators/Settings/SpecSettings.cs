using Microsoft.CodeAnalysis.Diagnostics;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>What a project asks for of one protocol.</summary>
internal sealed record SpecSettings(Setting Namespace, Setting Visibility, Setting Side, Setting Versions, Setting Packets)
{
    /// <summary>Each of them.</summary>
    public IEnumerable<Setting> All => [Namespace, Visibility, Side, Versions, Packets];

    /// <summary>What the project's properties ask for.</summary>
    public static SpecSettings OfProject(AnalyzerConfigOptions project)
    {
        Setting Read(string name) => BuildOptions.Property(project, name);

        var ns = Read(nameof(Namespace));
        return new(
            ns.Value.Length > 0 ? ns : BuildOptions.RootNamespace(project),
            Read(nameof(Visibility)),
            Read(nameof(Side)),
            Read(nameof(Versions)),
            Read(nameof(Packets)));
    }

    /// <summary>What an item asks for, and the project where the item is silent.</summary>
    public static SpecSettings OfItem(string path, AnalyzerConfigOptions item, AnalyzerConfigOptions project)
    {
        Setting Read(string name, Setting otherwise) =>
            BuildOptions.Datum(item, name) is { Length: > 0 } value ? new($"{name} of {Path.GetFileName(path)}", value) : otherwise;

        var all = OfProject(project);
        return new(
            Read(nameof(Namespace), all.Namespace),
            Read(nameof(Visibility), all.Visibility),
            Read(nameof(Side), all.Side),
            Read(nameof(Versions), all.Versions),
            Read(nameof(Packets), all.Packets));
    }
}
