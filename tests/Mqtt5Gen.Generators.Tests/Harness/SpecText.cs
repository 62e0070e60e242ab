using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>A file in memory, with what the build says of it: part of a spec, unless it says something else.</summary>
internal sealed class SpecText(string path, string text, params (string Name, string Value)[] data) : AdditionalText
{
    public override string Path => path;

    public string Text => text;

    public IReadOnlyList<(string Name, string Value)> Data => data.Length > 0 ? data : [("Kind", "spec")];

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);

    /// <summary>The same file, of which the build says something else.</summary>
    public SpecText As(params (string Name, string Value)[] other) => new(path, text, other);

    /// <summary>The file with one piece of it in place of another; the piece must stand in it once.</summary>
    public SpecText Edited(string piece, string edit)
    {
        var at = text.IndexOf(piece, StringComparison.Ordinal);
        Assert.True(at >= 0 && at == text.LastIndexOf(piece, StringComparison.Ordinal), $"'{piece}' does not stand once in {path}.");
        return new(path, text.Remove(at, piece.Length).Insert(at, edit), data);
    }
}
