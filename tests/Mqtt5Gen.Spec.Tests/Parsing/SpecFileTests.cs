using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Parsing;

public sealed class SpecFileTests
{
    private const string Path = "spec/a.yaml";

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n", 0)]
    [InlineData("a: \"open\n", 0)]
    [InlineData("a: b: c\n", 0)]
    [InlineData("- a\nb: c\n", 1)]
    [InlineData("%\n", 0)]
    public void YamlThatDoesNotParseIsADiagnostic(string text, int line)
    {
        var diagnostic = FindOne(text);

        Assert.Equal(DiagnosticIds.Yaml, diagnostic.Id);
        Assert.Equal((Path, line), (diagnostic.At.Path, diagnostic.At.StartLine));
    }

    [Theory]
    [InlineData("a: &b c\n", "Found '&b', an anchor", 0, 3)]
    [InlineData("a: 1\nc: *b\n", "Found '*b', an alias", 1, 3)]
    [InlineData("a: !b c\n", "Found '!b', a tag", 0, 3)]
    [InlineData("? [a]\n: b\n", "A list or a row stands where a key was expected", 0, 2)]
    [InlineData("a: b\n---\nc: d\n", "A second document begins here", 1, 0)]
    public void WhatTheSpecLanguageLeavesOutOfYamlIsADiagnostic(string text, string message, int line, int column)
    {
        var diagnostic = FindOne(text);

        Assert.Equal(DiagnosticIds.Yaml, diagnostic.Id);
        Assert.StartsWith($"The YAML does not parse: {message}", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (diagnostic.At.StartLine, diagnostic.At.StartColumn));
    }

    [Theory]
    [InlineData("about: Carries: a message\n", "A value that holds ': ' stands in quotes, and the keys of a row begin in one column.")]
    [InlineData("packet: A\ntype 3\nsection: 1\n", "A key is followed by a colon and a space, and the keys of a row begin in one column.")]
    [InlineData("rules:\n  - a\n  b: c\n", "The items of a list begin in one column, each with a hyphen and a space.")]
    [InlineData("a: { b: c d: e }\n", "A row in braces has commas between its keys, and a closing brace.")]
    [InlineData("a: [b, \"c\" d]\n", "A list in brackets has commas between its items, and a closing bracket.")]
    [InlineData("a: \"b\nc: d\n", "Text in quotes has a closing quote.")]
    [InlineData("a: @b\n", "A value that begins with a sign that YAML reserves stands in quotes.")]
    public void WhatTheParserSaysComesWithAdvice(string text, string advice) =>
        Assert.EndsWith(" " + advice, FindOne(text).Message, StringComparison.Ordinal);

    [Fact]
    public void AByteOrderMarkIsNoPartOfTheFirstKey()
    {
        var file = SpecFile.Parse(Path, "\uFEFFa: 1\nb: {}\n");

        var root = Assert.IsType<SpecMapping>(file.Root);
        Assert.Equal(new(Path, 4, 1, 0, 4, 0, 5), root["a"]!.At);
        Assert.Equal(new(Path, 9, 2, 1, 3, 1, 5), root["b"]!.At);
    }

    [Fact]
    public void ATabIsADiagnostic()
    {
        var diagnostic = FindOne("a: 1\nb:\tc\n");

        Assert.Equal(new(DiagnosticIds.Yaml, "Found a tab, expected spaces.", true, new(Path, 7, 1, 1, 2, 1, 3)), diagnostic);
    }

    [Fact]
    public void ADuplicateKeyIsADiagnosticAndTheFirstStands()
    {
        var file = SpecFile.Parse(Path, "a: 1\nb: 2\na: 3\n");

        Assert.Equal(
            new(DiagnosticIds.DuplicateKey, "The key 'a' stands twice in this row; once was expected.", true, new(Path, 10, 1, 2, 0, 2, 1)),
            Assert.Single(file.Diagnostics, _ => true));
        Assert.Equal("1", Assert.IsType<SpecScalar>(Assert.IsType<SpecMapping>(file.Root)["a"]).Text);
    }

    [Fact]
    public void NestingDeeperThanAnySpecIsADiagnostic()
    {
        var diagnostic = FindOne(new string('[', 20_000) + new string(']', 20_000));

        Assert.StartsWith("The YAML does not parse: The nesting is too deep", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment alone\n")]
    public void AFileWithoutContentIsEmpty(string text)
    {
        var file = SpecFile.Parse(Path, text);

        Assert.Null(file.Root);
        Assert.Empty(file.Diagnostics);
    }

    [Fact]
    public void EqualTextParsesToEqualTrees()
    {
        const string Text = "a: [1, { b: 'c' }]\n";

        Assert.Equal(SpecFile.Parse(Path, Text), SpecFile.Parse(Path, Text));
        Assert.Equal(SpecFile.Parse(Path, Text).GetHashCode(), SpecFile.Parse(Path, Text).GetHashCode());
        Assert.NotEqual(SpecFile.Parse(Path, Text), SpecFile.Parse(Path, Text.Replace('c', 'd')));
        Assert.NotEqual(SpecFile.Parse(Path, Text), SpecFile.Parse(Path, "\n" + Text));
    }

    [Fact]
    public void AnyCutOfTheSpecParsesOrIsADiagnostic()
    {
        foreach (var (path, text) in Tests.Linking.RepositorySpec.Files)
        {
            for (var length = 0; length < Math.Min(text.Length, 3000); length += 7)
            {
                var cut = text[..length];
                var file = SpecFile.Parse(path, cut);
                var isEmpty = cut.Split('\n').All(line => line.Length == 0 || line[0] == '#');
                Assert.Equal(isEmpty, file.Root is null && file.Diagnostics.Count == 0);
            }
        }
    }

    private static SpecDiagnostic FindOne(string text)
    {
        var file = SpecFile.Parse(Path, text);
        Assert.Null(file.Root);
        return Assert.Single(file.Diagnostics, _ => true);
    }
}
