using Mqtt5Gen.Cli.Tests.Harness;

namespace Mqtt5Gen.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task HelpListsTheCommandsAndExamples()
    {
        var run = await CliRun.Of("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(run.Lines, line => line.StartsWith("  spec ", StringComparison.Ordinal));
        Assert.Contains("  mqtt5gen spec check spec/", run.Lines);
    }

    [Fact]
    public async Task HelpOfACommandShowsItsOwnExamples()
    {
        var run = await CliRun.Of("spec", "check", "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  mqtt5gen spec check acme-overlay.yaml", run.Lines);
    }

    [Fact]
    public async Task HelpIsShownWhereArgumentsAreMissing()
    {
        var run = await CliRun.Of("spec", "diff", "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  mqtt5gen spec diff mqtt spec/", run.Lines);
    }

    [Fact]
    public async Task VersionIsOneLine()
    {
        var run = await CliRun.Of("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+", Assert.Single(run.Lines));
    }

    [Theory]
    [InlineData("", "See mqtt5gen --help.")]
    [InlineData("spec", "See mqtt5gen spec --help.")]
    [InlineData("spec chekc", "'chekc'")]
    [InlineData("spec check --formatt json", "'--formatt'")]
    [InlineData("spec check mqtt --format xml", "'xml'")]
    [InlineData("spec check mqtt --format xml", "'github'")]
    [InlineData("spec diff mqtt", "'NEW'")]
    public async Task WrongUsageIsOneLineOnStandardError(string line, string named)
    {
        var run = await CliRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }
}
