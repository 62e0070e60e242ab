namespace Mqtt5Gen.Testing;

/// <summary>Where this repository stands, found from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Mqtt5Gen.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Mqtt5Gen.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
