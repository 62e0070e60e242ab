using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Parsing;

public sealed class SpecLocationTests
{
    private const string Path = "a.yaml";

    [Theory]
    [InlineData("a: word\n", "word", false, 3, 4)]
    [InlineData("a: word   # why\n", "word", false, 3, 4)]
    [InlineData("{ a: word }\n", "word", false, 5, 4)]
    [InlineData("a: \"two words\"\n", "two words", true, 3, 11)]
    [InlineData("a: 'it''s'\n", "it's", true, 3, 7)]
    public void AWordKnowsItsPlaceAndItsQuotes(string text, string word, bool isQuoted, int column, int length)
    {
        var scalar = Scalar(text);

        Assert.Equal((word, isQuoted), (scalar.Text, scalar.IsQuoted));
        Assert.Equal(new(Path, column, length, 0, column, 0, column + length), scalar.At);
    }

    [Fact]
    public void LinesCountFromZeroAndOffsetsCountEveryCharacter()
    {
        Assert.Equal("2", Cut("b: 1\r\n\r\na:  2\r\n"));
        Assert.Equal("2", Cut("b: 1\n\na: 2\n"));
        Assert.Equal("2", Cut("b: ä€😀\na: 2\n"));
    }

    [Fact]
    public void APartOfAWordIsUnderlinedAlone()
    {
        Assert.Equal(new(Path, 7, 3, 0, 7, 0, 10), Scalar("a: one two\n").Part(4, 3));
        Assert.Equal(new(Path, 8, 3, 0, 8, 0, 11), Scalar("a: 'one two'\n").Part(4, 3));
    }

    [Theory]
    [InlineData("a: \"o\\x6Ee two\"\n")]
    [InlineData("a: one\n  two\n")]
    public void APartThatEscapesOrLineBreaksHideIsUnderlinedAsTheWhole(string text)
    {
        var scalar = Scalar(text);

        Assert.Equal("one two", scalar.Text);
        Assert.Equal(scalar.At, scalar.Part(4, 3));
    }

    [Fact]
    public void ARowIsUnderlinedAtItsFirstKeyAListAtItsFirstItem()
    {
        Assert.Equal(new(Path, 5, 1, 0, 5, 0, 6), Value("a: { b: c, d: e }\n").At);
        Assert.Equal(new(Path, 4, 1, 0, 4, 0, 5), Value("a: [b, c]\n").At);
        Assert.Equal(new(Path, 3, 4, 0, 3, 0, 7), Value("a: [  ]\n").At);
        Assert.Equal(new(Path, 3, 2, 0, 3, 0, 5), Value("a: {}\n").At);
    }

    private static SpecScalar Scalar(string text) => Assert.IsType<SpecScalar>(Value(text));

    private static SpecNode Value(string text) => Assert.IsType<SpecMapping>(SpecFile.Parse(Path, text).Root)["a"]!;

    private static string Cut(string text)
    {
        var at = Scalar(text).At;
        return text.Substring(at.Start, at.Length);
    }
}
