using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>What a project asks for: a namespace, a visibility, a side, and which files are which protocol's.</summary>
public sealed class SettingTests
{
    private static readonly (string, string) Root = ("RootNamespace", "Acme.Devices");

    [Fact]
    public void CodeGoesIntoTheProjectsNamespaceAndIsSeenInItOnly()
    {
        var run = Run([Root], TinySpec.Files);

        Assert.Empty(run.Diagnostics);
        Assert.Contains("Acme.Devices.Packets.News.g.cs", run.Sources.Keys);
        Assert.All(run.Sources.Values, source => Assert.Contains("namespace Acme.Devices;", source, StringComparison.Ordinal));
        Assert.Empty(run.Output.Complaints());
        Assert.Empty(run.Output.Load().GetExportedTypes());
    }

    [Theory]
    [InlineData("public")]
    [InlineData("Public")]
    public void EverybodySeesWhatIsAskedToBePublic(string visibility)
    {
        var run = Run([Root, ("Mqtt5GenVisibility", visibility)], TinySpec.Files);

        Assert.Contains("Acme.Devices.NewsView", run.Output.Load().GetExportedTypes().Select(type => type.FullName));
        Assert.Empty(run.Output.Complaints());
    }

    [Fact]
    public void ANamespaceOfItsOwnComesBeforeTheProjects() =>
        Assert.Contains("Acme.Tiny.Rules.g.cs", Run([Root, ("Mqtt5GenNamespace", "Acme.Tiny")], TinySpec.Files).Sources.Keys);

    [Fact]
    public void AnItemComesBeforeItsProject()
    {
        var run = Run([Root, ("Mqtt5GenVisibility", "public")], Tiny(("Namespace", "Acme.Tiny"), ("Visibility", "internal")));

        Assert.Empty(run.Diagnostics);
        Assert.Contains("Acme.Tiny.Rules.g.cs", run.Sources.Keys);
        Assert.Empty(run.Output.Load().GetExportedTypes());
    }

    [Fact]
    public void TwoNamespacesHaveTwoProtocols()
    {
        var run = Run([Root], [.. TinySpec.Files, .. Tiny(("Namespace", "Acme.Other")).Select(file => new SpecText("other/" + file.Path, file.Text, [.. file.Data]))]);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(2, run.Sources.Keys.Count(name => name.EndsWith(".Packets.News.g.cs", StringComparison.Ordinal)));
        Assert.Empty(run.Output.Complaints());
    }

    [Fact]
    public void AnEditOfOneProtocolLeavesTheOtherAlone()
    {
        var other = Tiny(("Namespace", "Acme.Other")).Select(file => new SpecText("other/" + file.Path, file.Text, [.. file.Data]));

        var run = Run([Root], [.. TinySpec.Files, .. other]).Edit(TinySpec.News, "about: The news.", "about: News.");

        Assert.Equal(["Packets.News"], run.Emitted);
        Assert.Equal(1, run.Worked(Steps.Link));
    }

    [Fact]
    public void ASecondProtocolInANamespaceIsAnErrorAtItsHead()
    {
        var second = new SpecText("spec/second.yaml", "protocol: Second\n");

        var diagnostic = Assert.Single(Run([Root], [.. TinySpec.Files, second]).Diagnostics, _ => true);

        Assert.Equal(("MQS203", second.Path), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.Equal(10, diagnostic.Location.GetLineSpan().StartLinePosition.Character);
    }

    [Fact]
    public void MqttAndAnotherProtocolInANamespaceAreAnErrorAtTheOthersHead()
    {
        var run = Run([Root, ("Mqtt5GenMqtt", "true")], [.. TinySpec.Files, .. Mqtt]);

        var diagnostic = Assert.Single(run.Diagnostics, _ => true);
        Assert.Equal(("MQS203", TinySpec.Protocol), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.Equal("Found a protocol in namespace 'Acme.Devices', where Mqtt5GenMqtt puts MQTT; expected one in a namespace.", diagnostic.GetMessage(null));
    }

    [Fact]
    public void MqttComesIntoTheNamespaceThatAsksForIt()
    {
        var run = Run([Root, ("Mqtt5GenMqtt", "true")], [.. Tiny(("Namespace", "Acme.Tiny")), .. Mqtt]);

        Assert.Empty(run.Diagnostics);
        Assert.Contains("Acme.Devices.Packets.Publish.g.cs", run.Sources.Keys);
        Assert.Contains("Acme.Tiny.Packets.News.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void NobodyGetsMqttWhoDidNotAskForIt()
    {
        var run = Run([Root], [.. TinySpec.Files, .. Mqtt]);

        Assert.Empty(run.Diagnostics);
        Assert.DoesNotContain("Acme.Devices.Packets.Publish.g.cs", run.Sources.Keys);
    }

    [Theory]
    [InlineData("false", 0)]
    [InlineData("", 1)]
    public void WhoOnlyComesByTheGeneratorNeedsNoSpec(string isReferenced, int errors) =>
        Assert.Equal(Enumerable.Repeat("MQS202", errors), Run([Root, ("Mqtt5GenIsReferenced", isReferenced)], []).Diagnostics.Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("Mqtt5GenMqtt", "yes", "Found 'yes' as Mqtt5GenMqtt, expected true or false.")]
    [InlineData("Mqtt5GenMqtt", "ture", "Found 'ture' as Mqtt5GenMqtt, expected true or false. Did you mean 'true'?")]
    [InlineData("Mqtt5GenVisibility", "publik", "Found 'publik' as Mqtt5GenVisibility, expected internal or public. Did you mean 'public'?")]
    [InlineData("Mqtt5GenVisibility", "private", "Found 'private' as Mqtt5GenVisibility, expected internal or public.")]
    [InlineData("Mqtt5GenSide", "clint", "Found 'clint' as Mqtt5GenSide, expected both or client or server. Did you mean 'client'?")]
    [InlineData("Mqtt5GenNamespace", "Acme.my-app", "Found 'Acme.my-app' as Mqtt5GenNamespace, expected a namespace of C#; Mqtt5GenNamespace sets one.")]
    [InlineData("Mqtt5GenNamespace", "Acme.class", "Found 'Acme.class' as Mqtt5GenNamespace, expected a namespace of C#; Mqtt5GenNamespace sets one.")]
    [InlineData("RootNamespace", "", "Found '' as RootNamespace, expected a namespace of C#; Mqtt5GenNamespace sets one.")]
    public void ASettingThatAsksForWhatThereIsNotIsAnError(string name, string value, string message)
    {
        (string Name, string)[] properties = name == "RootNamespace" ? [(name, value)] : [Root, (name, value)];

        AssertWrong(message, Run(properties, TinySpec.Files));
    }

    [Fact]
    public void ASettingOfAnItemIsNamedByItsFile()
    {
        var run = Run([Root], Tiny(("Side", "sever")));

        AssertWrong("Found 'sever' as Side of 01-hello.yaml, expected both or client or server. Did you mean 'server'?", run);
    }

    [Fact]
    public void FilesOfOneProtocolThatAskForDifferentThingsAreAnError()
    {
        var files = TinySpec.Files.Select(file => file.Path == TinySpec.News ? file.As(("Kind", "spec"), ("Visibility", "public")) : file);

        var diagnostic = Assert.Single(Run([Root], files).Diagnostics, _ => true);

        Assert.Equal("MQS204", diagnostic.Id);
        Assert.Equal("Found no Mqtt5GenVisibility and 'public' as Visibility of 02-news.yaml, expected the same for all files of one namespace.", diagnostic.GetMessage(null));
    }

    [Fact]
    public void ASettingThatIsMendedEmitsAll()
    {
        var run = Run([Root, ("Mqtt5GenVisibility", "publik")], TinySpec.Files).In(new BuildText(Root));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(Run([Root], TinySpec.Files).Sources, run.Sources);
    }

    [Fact]
    public void ASettingThatIsTheSameInOtherWordsEmitsNothing() =>
        Assert.Empty(Run([Root], TinySpec.Files).In(new BuildText(Root, ("Mqtt5GenVisibility", "internal"))).Emitted);

    private static IEnumerable<SpecText> Mqtt => Repository.Spec.Select(file => new SpecText("package/" + file.Path, file.Text, ("Kind", "mqtt")));

    private static IEnumerable<SpecText> Tiny(params (string, string)[] data) => TinySpec.Files.Select(file => file.As([("Kind", "spec"), .. data]));

    private static GeneratorRun Run((string, string)[] properties, IEnumerable<SpecText> files) => GeneratorRun.Of(new BuildText(properties), [.. files]);

    private static void AssertWrong(string message, GeneratorRun run)
    {
        var diagnostic = Assert.Single(run.Diagnostics, _ => true);
        Assert.Equal(("MQS204", DiagnosticSeverity.Error, Location.None), (diagnostic.Id, diagnostic.Severity, diagnostic.Location));
        Assert.Equal(message, diagnostic.GetMessage(null));
    }
}
