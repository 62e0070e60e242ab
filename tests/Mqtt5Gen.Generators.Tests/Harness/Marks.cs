using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>The marks <c>[|</c> and <c>|]</c> around the word where a diagnostic is expected.</summary>
internal static class Marks
{
    public static string Removed(string text) =>
        text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    /// <summary>A compile error of this id, at the path, line and column of the marked word.</summary>
    public static void AssertStands(Diagnostic diagnostic, string id, SpecText marked)
    {
        var start = marked.Text.IndexOf("[|", StringComparison.Ordinal);
        var length = marked.Text.IndexOf("|]", StringComparison.Ordinal) - start - 2;
        var lines = SourceText.From(Removed(marked.Text)).Lines;

        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(
            new FileLinePositionSpan(marked.Path, lines.GetLinePositionSpan(new TextSpan(start, length))),
            diagnostic.Location.GetLineSpan());
        Assert.Equal(new TextSpan(start, length), diagnostic.Location.SourceSpan);
    }
}
