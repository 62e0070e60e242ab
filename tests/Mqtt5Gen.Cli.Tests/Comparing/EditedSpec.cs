using Mqtt5Gen.Cli.Specs;
using Mqtt5Gen.Cli.Tests.Harness;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Tests.Comparing;

/// <summary>The spec of MQTT, and small edits of it.</summary>
internal static class EditedSpec
{
    /// <summary>As it is.</summary>
    public static SpecProtocol Plain { get; } = Link(EmbeddedSpec.Files);

    /// <summary>With pieces of files in place of others; each piece must stand in its file once.</summary>
    public static SpecProtocol With(params (string File, string Piece, string Edit)[] edits) =>
        Link(EmbeddedSpec.Files.Select(file => edits.Where(edit => file.Path == "mqtt/" + edit.File).ToList() is { Count: > 0 } own ? Edit(file.Path, own) : file));

    /// <summary>With a file more.</summary>
    public static SpecProtocol WithFile(string name, string text) => Link(EmbeddedSpec.Files.Append(SpecFile.Parse("mqtt/" + name, text)));

    private static SpecFile Edit(string path, IEnumerable<(string File, string Piece, string Edit)> edits)
    {
        var text = Repository.Read(path["mqtt/".Length..]);
        foreach (var (file, piece, edit) in edits)
        {
            var at = text.IndexOf(piece, StringComparison.Ordinal);
            Assert.True(at >= 0 && at == text.LastIndexOf(piece, StringComparison.Ordinal), $"'{piece}' does not stand once in {file}.");
            text = text.Remove(at, piece.Length).Insert(at, edit);
        }

        return SpecFile.Parse(path, text);
    }

    private static SpecProtocol Link(IEnumerable<SpecFile> files)
    {
        var result = SpecLinker.Link(new(files));
        Assert.Empty(result.Diagnostics.Select(fault => fault.Line()));
        return result.Protocol!;
    }
}
