namespace Mqtt5Gen.Spec.Tests.Linking;

public sealed class RepositorySpecTests
{
    [Fact]
    public void TheSpecLinksWithoutDiagnostics()
    {
        var result = RepositorySpec.Link();

        Assert.Empty(result.Diagnostics.Select(diagnostic => $"{diagnostic.At.Path}:{diagnostic.At.StartLine + 1}:{diagnostic.At.StartColumn + 1} {diagnostic.Id} {diagnostic.Message}"));
        Assert.NotNull(result.Protocol);
    }

    [Fact]
    public void EqualTextLinksToAnEqualProtocol()
    {
        var first = RepositorySpec.Link();
        var second = RepositorySpec.Link();

        Assert.NotNull(first.Protocol);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void AnEditedCommentLinksToAnEqualProtocol()
    {
        var edited = RepositorySpec.Link(text => "# A comment more\n\n" + text + "\n# and one at the end\n");

        Assert.NotNull(edited.Protocol);
        Assert.Equal(RepositorySpec.Link().Protocol, edited.Protocol);
    }

    [Fact]
    public void AnEditedSentenceLinksToAnotherProtocol()
    {
        var edited = RepositorySpec.Link(text => text.Replace("Carries an Application Message", "Carries a message", StringComparison.Ordinal));

        Assert.NotNull(edited.Protocol);
        Assert.NotEqual(RepositorySpec.Link().Protocol, edited.Protocol);
    }
}
