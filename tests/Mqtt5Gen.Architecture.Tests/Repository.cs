using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mqtt5Gen.Architecture.Tests;

/// <summary>The files of this repository, as they stand in the working tree.</summary>
internal static partial class Repository
{
    public static string Root => RepositoryRoot.Path;

    /// <summary>Every project below a folder of the root, by name.</summary>
    public static IReadOnlyDictionary<string, string> Projects(string folder) =>
        Files(folder, "*.csproj").ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);

    public static IEnumerable<ProjectArrow> Arrows(string project) =>
        from reference in XDocument.Load(project).Descendants("ProjectReference")
        let target = reference.Attribute("Include")!.Value.Replace('\\', '/')
        select new ProjectArrow(
            Path.GetFileNameWithoutExtension(target),
            Value(reference, "OutputItemType") == "Analyzer" && Value(reference, "ReferenceOutputAssembly") == "false");

    public static IEnumerable<string> Packages(string project) =>
        XDocument.Load(project).Descendants("PackageReference").Select(package => package.Attribute("Include")?.Value).OfType<string>();

    /// <summary>Files below a folder of the root, without what builds leave there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !BuildOutput().IsMatch(Relative(path)));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string? Value(XElement reference, string name) =>
        reference.Attribute(name)?.Value ?? reference.Element(name)?.Value;

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();
}
