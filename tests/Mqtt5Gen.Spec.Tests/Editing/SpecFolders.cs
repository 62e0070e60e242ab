namespace Mqtt5Gen.Spec.Tests.Editing;

/// <summary>Every spec file of the repository: MQTT's, and those of the protocols that tests are made of.</summary>
internal static class SpecFolders
{
    private const string MqttFolder = "spec";

    public static string Root => RepositoryRoot.Path;

    /// <summary>The paths below the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Folders()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Folders() =>
    [
        Path.Combine(Root, MqttFolder),
        .. Directory.EnumerateDirectories(Path.Combine(Root, "tests")).Select(project => Path.Combine(project, MqttFolder)).Where(Directory.Exists),
    ];
}
