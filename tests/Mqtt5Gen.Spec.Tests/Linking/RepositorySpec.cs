using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Linking;

/// <summary>The spec of this repository.</summary>
internal static class RepositorySpec
{
    private static readonly Lazy<(string Path, string Text)[]> Texts = new(Read);

    public static IReadOnlyList<(string Path, string Text)> Files => Texts.Value;

    /// <summary>The linked protocol, each text changed as the edit says.</summary>
    public static LinkResult Link(Func<string, string>? edit = null) =>
        SpecLinker.Link(new(Files.Select(file => SpecFile.Parse(file.Path, edit is null ? file.Text : edit(file.Text)))));

    private static (string Path, string Text)[] Read()
    {
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "spec"), "*.yaml", SearchOption.AllDirectories);
        return [.. files.Select(path => (Path.GetRelativePath(RepositoryRoot.Path, path), File.ReadAllText(path)))];
    }
}
