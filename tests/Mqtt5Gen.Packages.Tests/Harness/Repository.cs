namespace Mqtt5Gen.Packages.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    public static string Tests => Path.Combine(Root, "tests", "Mqtt5Gen.Packages.Tests");
}
