namespace Mqtt5Gen.Samples.Tests.Harness;

/// <summary>The samples of this repository, and where they are built.</summary>
internal static class Sample
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "samples");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>Debug or Release, as these tests are built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <summary>The program, also of a sample that is built for one platform.</summary>
    public static string Program(string name) =>
        Directory.EnumerateFiles(Path.Combine(Folder, name, "bin", Configuration), $"{name}.dll", SearchOption.AllDirectories).Single();
}
