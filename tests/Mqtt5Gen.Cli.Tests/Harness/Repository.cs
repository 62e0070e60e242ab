namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the spec.</summary>
    public static string Spec => Root + "/spec";

    /// <summary>A spec file's text by its path below that folder.</summary>
    public static string Read(string path) => File.ReadAllText($"{Spec}/{path}");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mqtt5Gen.sln"))) folder = folder.Parent;

        return folder?.FullName.Replace('\\', '/') ?? throw new InvalidOperationException("Mqtt5Gen.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
