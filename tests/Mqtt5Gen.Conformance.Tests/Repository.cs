namespace Mqtt5Gen.Conformance.Tests;

/// <summary>The files of this repository, as they stand in the working tree.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    /// <summary>Source files below a folder, without what builds leave there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
