using System.Text.RegularExpressions;
using Mqtt5Gen.Packages.Tests.Harness;

namespace Mqtt5Gen.Packages.Tests;

/// <summary>A project with a protocol of its own, which has the generator's package and nothing else of ours.</summary>
public sealed partial class OwnProtocolTests(Feed feed) : IAsyncLifetime
{
    private const string Item = "<Mqtt5GenSpec Include=\"spec/*.yaml\" Namespace=\"OwnProtocol.Wire\" />";
    private const string Project = "OwnProtocol.csproj";

    private readonly Consumer _consumer = feed.Copy("OwnProtocol");

    // A build takes seconds, so each test makes the most of its own.
    public async ValueTask InitializeAsync() => (await _consumer.RestoreAsync()).Succeeded();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task ItEncodesDecodesAndTellsWhatIsBroken()
    {
        var build = (await _consumer.BuildAsync()).Succeeded();

        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        Assert.Equal(
            ["1106070003416461", "Ring { Type = Ring, Patience = Some, Door = 7, Name = Ada }", "DoorExists at byte 2"],
            (await _consumer.RunAsync()).ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AFaultIsACompileErrorInTheFileAsItIsNamedInTheProject()
    {
        _consumer.Edit("spec/ring.yaml", "type: door", "type: doar");
        _consumer.Edit("spec/leave.yaml", "packet: LEAVE", "packet: ANSWER");

        var build = (await _consumer.BuildAsync()).Failed();

        Assert.Contains($"{_consumer.Path("spec/ring.yaml")}(9,25): error MQS101: Found 'doar', expected a wire type. Did you mean 'door'?", build, StringComparison.Ordinal);
        Assert.Contains($"{_consumer.Path("spec/leave.yaml")}(1,9): error MQS105: ", build, StringComparison.Ordinal);
        Assert.Matches(@"DIAGNOSTICS\.md#mqs101", build);
    }

    [Fact]
    public async Task APartOfItIsPublicForOneEndAndDocumented()
    {
        _consumer.Edit(Project, Item, "<Mqtt5GenSpec Include=\"**/*.yaml\" Side=\"house\" Visibility=\"public\" Packets=\"RING;LEAVE\" />");
        _consumer.Edit(Project, "<OutputType>Exe</OutputType>", "<GenerateDocumentationFile>true</GenerateDocumentationFile>");
        File.Delete(_consumer.Path("Program.cs"));

        // A second build finds what the first one left in bin and obj.
        for (var i = 0; i < 2; i++) Assert.Contains(" 0 Warning(s)", (await _consumer.BuildAsync()).Succeeded(), StringComparison.Ordinal);

        var documented = await File.ReadAllTextAsync(_consumer.Path("bin/Debug/net10.0/OwnProtocol.xml"), TestContext.Current.CancellationToken);
        Assert.Contains("T:OwnProtocol.RingView", documented, StringComparison.Ordinal);
        Assert.DoesNotContain("T:OwnProtocol.Answer", documented, StringComparison.Ordinal);
        Assert.DoesNotContain("M:OwnProtocol.Ring.Encode", documented, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoAsksForWhatThereIsNotIsTold()
    {
        var missing = (await _consumer.BuildAsync(".", "-p:Mqtt5GenSide=hous", "-p:Mqtt5GenVersions=2", "-p:Mqtt5GenPackets=RING%3BLAEVE")).Failed();

        Assert.Contains("error MQS204: Found 'hous' as Mqtt5GenSide, expected both or visitor or house. Did you mean 'house'?", missing, StringComparison.Ordinal);
        Assert.Contains("error MQS204: Mqtt5GenVersions: Found '2', ", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSpecIsTold()
    {
        _consumer.Edit(Project, Item, "");

        var build = (await _consumer.BuildAsync()).Failed();

        Assert.Single(Fault().Matches(build).Select(match => match.Value).Distinct(), "error MQS202");
    }

    [GeneratedRegex("error MQS\\d+")]
    private static partial Regex Fault();
}
