using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mqtt5Gen.Benchmarks.Generating;

/// <summary>A spec file in memory.</summary>
internal sealed class SpecText(string path, string text) : AdditionalText
{
    public override string Path => path;

    /// <summary>The spec of the repository.</summary>
    public static IReadOnlyList<SpecText> Repository()
    {
        // BenchmarkDotNet builds and runs its own projects below this one's output.
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Mqtt5Gen.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"Mqtt5Gen.sln is in no folder above {AppContext.BaseDirectory}");
        }

        var files = Directory.EnumerateFiles(System.IO.Path.Combine(folder.FullName, "spec"), "*.yaml", SearchOption.AllDirectories);
        return [.. files.Select(path => new SpecText(System.IO.Path.GetRelativePath(folder.FullName, path), File.ReadAllText(path)))];
    }

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);

    /// <summary>The file with one piece in place of another.</summary>
    public SpecText Edited(string piece, string edit)
    {
        var edited = text.Replace(piece, edit, StringComparison.Ordinal);
        return edited != text ? new(path, edited) : throw new InvalidOperationException($"'{piece}' is not in {path}");
    }
}
