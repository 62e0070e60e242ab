using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Linking;

/// <summary>Overlays over the tiny spec. <c>[|</c> and <c>|]</c> mark where a diagnostic is expected.</summary>
internal static class OverlaySpec
{
    public const string Path = "acme/acme.yaml";

    /// <summary>The head of an overlay, with a rule of its own that its rows may cite.</summary>
    public const string Head = """
        overlay: Tiny
        errors:
          - { name: AcmeIsKept, section: "A", packets: any, kept-by: codec }

        """;

    /// <summary>Links the tiny spec with overlays, of which each file's path says its order.</summary>
    public static LinkResult Link(params (string Path, string Text)[] overlays) =>
        SpecLinker.Link(new([.. TinySpec.Files, .. overlays.Select(file => SpecFile.Parse(file.Path, file.Text))]));

    /// <summary>The protocol with one overlay; the test fails where there is none.</summary>
    public static Protocol LinkWhole(string rows)
    {
        var result = Link((Path, Head + rows));
        Assert.Empty(result.Diagnostics.Select(TinySpec.Describe));
        return result.Protocol!;
    }

    /// <summary>Links an overlay with a mark, and checks that the only diagnostic has this id and underlines what is marked. Gives its message.</summary>
    public static string FindOne(string id, string rows, params (string Path, string Text)[] others)
    {
        var text = rows.StartsWith("overlay", StringComparison.Ordinal) ? rows : Head + rows;
        var result = Link([(Path, TinySpec.Unmarked(text)), .. others]);

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((id, TinySpec.Marked(Path, text)), (diagnostic.Id, diagnostic.At));
        Assert.Null(result.Protocol);
        return diagnostic.Message;
    }
}
