namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>README.md of this repository, as it stands in the working tree.</summary>
internal static class Readme
{
    public static IReadOnlyList<string> Lines { get; } = File.ReadAllLines(Find());

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mqtt5Gen.sln"))) return Path.Combine(folder.FullName, "README.md");
        }

        throw new InvalidOperationException("Mqtt5Gen.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
