using System.Text.Json;

namespace Mqtt5Gen.Packages.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    public static string Tests => Path.Combine(Root, "tests", "Mqtt5Gen.Packages.Tests");

    /// <summary>The packages of others that the libraries were built with, as files.</summary>
    public static IEnumerable<string> RestoredPackages() =>
        Directory.EnumerateDirectories(Path.Combine(Root, "src"))
            .Select(project => Path.Combine(project, "obj", "project.assets.json"))
            .Where(File.Exists)
            .SelectMany(RestoredPackages)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> RestoredPackages(string assets)
    {
        using var restored = JsonDocument.Parse(File.ReadAllBytes(assets));
        var folders = restored.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        return
        [
            .. restored.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Value.GetProperty("path").GetString()!)
                .Select(path => folders.Select(folder => Path.Combine(folder, path)).First(Directory.Exists))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.nupkg")),
        ];
    }
}
