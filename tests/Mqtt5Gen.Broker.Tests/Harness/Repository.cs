namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>The files of this repository, as they stand in the working tree.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mqtt5Gen.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Mqtt5Gen.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
