namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static string Root => RepositoryRoot.Path;

    /// <summary>Every spec file, by its path below the root.</summary>
    public static IReadOnlyList<SpecText> Spec { get; } = ReadSpec();

    /// <summary>The texts of the hand-checked packets.</summary>
    public static IEnumerable<string> Vectors => Directory.EnumerateFiles(Path.Combine(Root, "tests/vectors"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static SpecText[] ReadSpec() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "spec"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => new SpecText(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path))),
    ];
}
