using System.Text.RegularExpressions;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>samples/README.md shows the code that is compiled and run here, byte for byte.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Sample.Folder, "README.md"));

    public static TheoryData<string> Samples => [.. Sample.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void ASampleIsExplainedAndShown(string sample)
    {
        Assert.Contains($"dotnet run --project samples/{sample}", Section(sample), StringComparison.Ordinal);
        Assert.NotEmpty(Blocks(sample));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void WhatIsShownIsTheFile(string sample)
    {
        var files = Directory.GetFiles(Path.Combine(Sample.Folder, sample), "*.cs").Select(path => '\n' + File.ReadAllText(path)).ToList();
        Assert.All(Blocks(sample), block => Assert.Contains(files, file => file.Contains('\n' + block, StringComparison.Ordinal)));
    }

    [Fact]
    public void NothingElseIsShown() => Assert.Equal(Sample.Names.Sum(sample => Blocks(sample).Count), Block().Count(Readme));

    private static List<string> Blocks(string sample) => [.. Block().Matches(Section(sample)).Select(match => match.Groups["code"].Value)];

    /// <summary>From the sample's heading to the next.</summary>
    private static string Section(string sample) =>
        Assert.Single(Headings().Split(Readme), section => section.StartsWith(sample + '\n', StringComparison.Ordinal));

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
