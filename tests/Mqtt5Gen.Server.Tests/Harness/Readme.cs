namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>README.md of this repository, as it stands in the working tree.</summary>
internal static class Readme
{
    public static IReadOnlyList<string> Lines { get; } = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "README.md"));
}
