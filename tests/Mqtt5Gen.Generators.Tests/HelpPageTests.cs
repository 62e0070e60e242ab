using System.Text.RegularExpressions;
using Mqtt5Gen.Generators.Diagnostics;
using Mqtt5Gen.Generators.Tests.Harness;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>The page that every diagnostic links to: an entry an id, and every example causes what it is an example of.</summary>
public sealed partial class HelpPageTests
{
    private const string Example = "acme/mqtt.yaml";

    private static readonly string Page = Repository.Read("spec/DIAGNOSTICS.md").ReplaceLineEndings("\n");
    private static readonly SpecFile[] Mqtt = [.. Repository.Spec.Select(file => SpecFile.Parse(file.Path, file.Text))];

    private static readonly Dictionary<string, string[]> Entries = Entry().Split(Page).Skip(1).Chunk(2)
        .ToDictionary(entry => entry[0], entry => Block().Matches(entry[1]).Select(match => match.Groups[1].Value).ToArray());

    // What no file alone can cause: there is nothing in it, there is no file, or the build is at fault.
    private static readonly string[] WithoutExample = ["MQS006", "MQS202", "MQS203", "MQS204"];

    public static TheoryData<string> Ids => [.. SpecDiagnostics.Ids];

    public static TheoryData<string> Examples => [.. SpecDiagnostics.Ids.Except(WithoutExample)];

    [Fact]
    public void EveryIdHasAnEntryInTheirOrder() => Assert.Equal(SpecDiagnostics.Ids, Entries.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void AnEntryBeginsWithTheTitleThatTheCompilerKnows(string id)
    {
        var title = SpecDiagnostics.Descriptor(id, "").Title.ToString(null);

        Assert.Contains($"### {id}\n\n**{title}", Page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void TheExampleCausesItAndNothingElse(string id)
    {
        var diagnostics = Link(Entries[id][0]).Diagnostics;

        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Equal((id, Example), (diagnostic.Id, diagnostic.At.Path)));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void TheMendedExampleLinks(string id)
    {
        Assert.Equal(2, Entries[id].Length);
        Assert.Empty(Link(Entries[id][1]).Diagnostics);
    }

    [Fact]
    public void TheReadmeLeadsToThePage() => Assert.Contains("](DIAGNOSTICS.md)", Repository.Read("spec/README.md"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/packages/spec/DIAGNOSTICS.md", "file:///packages/spec/DIAGNOSTICS.md#mqs101")]
    [InlineData("https://example.com/DIAGNOSTICS.md", "https://example.com/DIAGNOSTICS.md#mqs101")]
    [InlineData("", "")]
    public void ADiagnosticLinksToItsEntryWhereTheBuildSaysThatThePageIs(string page, string link)
    {
        BuildText build = new(("RootNamespace", "Mqtt5Gen.Protocol"), ("Mqtt5GenHelp", page));
        var run = GeneratorRun.Of(build, [.. TinySpec.Files]).Edit(TinySpec.News, "type: number", "type: numbr");

        Assert.Equal(link, Assert.Single(run.Diagnostics, _ => true).Descriptor.HelpLinkUri);
    }

    private static LinkResult Link(string example) => SpecLinker.Link(new([.. Mqtt, SpecFile.Parse(Example, example)]));

    [GeneratedRegex(@"^### (MQS\d{3})\n", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
