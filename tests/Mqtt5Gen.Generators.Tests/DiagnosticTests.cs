using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>A fault of the spec as the compiler tells it.</summary>
public sealed class DiagnosticTests
{
    private const string Rule = "- { id: TINY-2,";

    private static readonly GeneratorRun First = TinySpec.Run();

    [Theory]
    [InlineData("MQS001", TinySpec.Hello, "about: Opens.", "about:[|\t|]Opens.", "Found a tab, expected spaces.")]
    [InlineData("MQS002", TinySpec.Hello, "about: Opens.", "[|abuot|]: Opens.", "Found 'abuot', expected a key of a packet. Did you mean 'about'?")]
    [InlineData("MQS003", TinySpec.Bye, "packet: BYE\ntype: 3\n", "[|packet|]: BYE\n", "Found no 'type' here, expected one: a packet must have it.")]
    [InlineData("MQS004", TinySpec.Bye, "type: 3", "type: [|three|]", "Found 'three' as the type of a packet, expected a number.")]
    [InlineData("MQS005", TinySpec.Bye, "type: 3", "type: 3\n[|type|]: 3", "The key 'type' stands twice in this row; once was expected.")]
    [InlineData("MQS101", TinySpec.News, "type: number", "type: [|numbr|]", "Found 'numbr', expected a wire type. Did you mean 'number'?")]
    [InlineData("MQS102", TinySpec.Tables, "[NEWS, BYE]", "[NEWS, [|BUY|]]", "Found 'BUY', expected a packet with properties, or a further property set. Did you mean 'BYE'?")]
    [InlineData("MQS104", TinySpec.News, "rule: MoodIsKnown", "rule: [TINY-2, [|MoodIsKnwon|]]", "Found 'MoodIsKnwon', expected a rule's statement id or name. Did you mean 'MoodIsKnown'?")]
    [InlineData("MQS107", TinySpec.News, "3: { name: Urgent }", "[|4|]: { name: Urgent }", "Found '4', expected bits from 3 to 0, like 3 or 2-1.")]
    [InlineData("MQS112", TinySpec.Bye, "when-omitted: Success", "when-omitted: [|Sucess|]", "Found 'Sucess', expected a reason code of BYE. Did you mean 'Success'?")]
    [InlineData("MQS201", TinySpec.Tables, Rule, "- { id: [|TINY-3|], name: NothingIsKept, section: \"4\", actor: both, kept-by: codec }\n  " + Rule, "Found 'TINY-3' kept by codec and cited by nothing, expected a field, check, limit or property that names it.")]
    public void AFaultIsACompileErrorWhereItStandsAndNothingIsEmitted(string id, string path, string piece, string edit, string message) =>
        Assert.Equal(message, TinySpec.FindOne(id, path, piece, edit));

    [Fact]
    public void YamlThatDoesNotParseIsToldAlone()
    {
        var message = TinySpec.FindOne("MQS001", TinySpec.Bye, "about: Ends.", "about: [||][Ends.");

        Assert.StartsWith("The YAML does not parse: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoSpecAtAllIsAnError()
    {
        var run = GeneratorRun.Over();

        var diagnostic = Assert.Single(run.Diagnostics, _ => true);
        Assert.Equal(("MQS202", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(Location.None, diagnostic.Location);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void ASpecWithoutAProtocolIsAnErrorInItsFirstFile()
    {
        var run = GeneratorRun.Over(TinySpec.Files.Where(file => file.Path != TinySpec.Protocol));

        var diagnostic = Assert.Single(run.Diagnostics, _ => true);
        Assert.Equal("MQS202", diagnostic.Id);
        Assert.Equal(TinySpec.Hello, diagnostic.Location.GetLineSpan().Path);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void AFileOfSomebodyElseIsLeftAlone()
    {
        var run = GeneratorRun.Over([.. TinySpec.Files, new SpecText("deploy.yaml", "packet: [not YAML", ("Kind", "")), new SpecText("chart.yaml", "protocol: X", ("Kind", "helm"))]);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(First.Sources, run.Sources);
    }

    [Fact]
    public void EveryFaultIsReported()
    {
        var run = First.Edit(TinySpec.News, "type: number", "type: numbr").Edit(TinySpec.Bye, "type: 3", "type: three");

        Assert.Equal(["MQS101", "MQS004"], run.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void AFaultThatMovesDownALineIsReportedAtItsNewPlace()
    {
        var before = First.Edit(TinySpec.News, "type: number", "type: numbr");
        var after = before.Edit(TinySpec.News, "packet: NEWS", "# A comment.\npacket: NEWS");

        var (old, moved) = (Line(before), Line(after));
        Assert.Equal(old + 1, moved);
        Assert.Equal(["Diagnostics"], after.Emitted);
    }

    [Fact]
    public void AFaultThatIsMendedIsReportedNoMoreAndAllIsEmitted()
    {
        var run = First.Edit(TinySpec.News, "type: number", "type: numbr").Edit(TinySpec.News, "type: numbr", "type: number");

        Assert.Empty(run.Diagnostics);
        Assert.Equal(First.Sources, run.Sources);
    }

    [Fact]
    public void AFaultInTheSpecOfMqttNamesTheNearestRule()
    {
        const string Path = "spec/packets/03-publish.yaml";
        var run = GeneratorRun.Over(Repository.Spec).Edit(Path, "rule: TopicNameOrAliasIsPresent", "rule: TopicNameOrAliasIsPresnt");

        var diagnostic = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id == "MQS104");
        Assert.Equal("Found 'TopicNameOrAliasIsPresnt', expected a rule's statement id or name. Did you mean 'TopicNameOrAliasIsPresent'?", diagnostic.GetMessage(null));
        Assert.Equal(Path, diagnostic.Location.GetLineSpan().Path);
        Assert.Empty(run.Sources);
    }

    private static int Line(GeneratorRun run) => Assert.Single(run.Diagnostics, _ => true).Location.GetLineSpan().StartLinePosition.Line;
}
