using System.Text.RegularExpressions;

namespace Mqtt5Gen.Architecture.Tests;

/// <summary>What holds for every source file that ships.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 400;

    public static TheoryData<string> PureProjects => ["Mqtt5Gen.Wire", "Mqtt5Gen.Protocol", "Mqtt5Gen.Sessions", "Mqtt5Gen.Broker"];

    [Fact]
    public void NoFileIsLongerThanFourHundredLines()
    {
        var tooLong =
            from folder in new[] { "src", "generators" }
            from path in Repository.Files(folder, "*.cs")
            let lines = File.ReadLines(path).Count()
            where lines > MostLines
            select $"{Repository.Relative(path)}: {lines} lines";

        Assert.Empty(tooLong);
    }

    // An application puts its own Mqtt5Gen.Protocol in the place of ours: what we wrote into it by hand would be missing there.
    [Fact]
    public void TheProtocolIsGeneratedAsAWhole() => Assert.Empty(Repository.Files("src/Mqtt5Gen.Protocol", "*.cs"));

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void ProtocolLogicHasNoClockAndNoInputOrOutput(string project)
    {
        var impure =
            from path in Repository.Files(Path.Combine("src", project), "*.cs")
            from line in File.ReadLines(path).Index()
            let found = ClockOrInputOrOutput().Match(line.Item)
            where found.Success
            select $"{Repository.Relative(path)}:{line.Index + 1}: {found.Value}";

        Assert.Empty(impure);
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("using System.Net.Sockets;")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("File.ReadAllText(path)")]
    public void AClockOrInputOrOutputIsRecognised(string line) => Assert.Matches(ClockOrInputOrOutput(), line);

    // Time and bytes are arguments there, so that two ends can be run against each other in virtual time.
    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Utc)?Now\b|\bEnvironment\.TickCount|\bStopwatch\.|\bThread\.Sleep\b|\bTask\.(Delay|Run)\b|\bnew (Timer|PeriodicTimer)\b" +
        @"|\bSystem\.Net\.(Sockets|Security|WebSockets|Http)\b|\bMicrosoft\.AspNetCore\b|\b(File|Directory|FileStream|Console)\.[A-Z]")]
    private static partial Regex ClockOrInputOrOutput();
}
