namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path.Replace('\\', '/');

    /// <summary>The folder of the spec.</summary>
    public static string Spec => Root + "/spec";

    /// <summary>A spec file's text by its path below that folder.</summary>
    public static string Read(string path) => File.ReadAllText($"{Spec}/{path}");
}
