using Mqtt5Gen.Cli.Specs;
using Mqtt5Gen.Cli.Tests.Harness;
using Mqtt5Gen.Cli.Vectors;

namespace Mqtt5Gen.Cli.Tests.Vectors;

/// <summary>What <c>mqtt5gen spec vectors</c> derives. That the vectors are right, the tests of the protocol show: they run on them.</summary>
public sealed class VectorsTests
{
    [Fact]
    public void EveryMutantOfMqttBreaksTheRuleThatItIsMeantToBreak() =>
        Assert.Empty(new VectorGenerator(SpecSource.Load([EmbeddedSpec.Name])).Files().SelectMany(file => file.Masked));

    [Fact]
    public void EverythingThatMqttAsksOfAPacketHasAMutant() =>
        Assert.Empty(new VectorGenerator(SpecSource.Load([EmbeddedSpec.Name])).Files().SelectMany(file => file.Missed));

    [Fact]
    public async Task WhatIsDerivedIsTheSameEveryTime() => Assert.Equal((await CliRun.Of("spec", "vectors")).Out, (await CliRun.Of("spec", "vectors", "mqtt")).Out);

    [Fact]
    public async Task APacketHasItsSmallestAndItsFullestForm()
    {
        var run = await CliRun.Of("spec", "vectors", "--packet", "PUBACK", "--version", "5.0");

        Assert.Equal(
            """
            # PUBACK (section 3.4): derived from the spec, not written by hand.

            - name: PubAck50Minimal
              hex: "40 02 0001"
              fields: {PacketId: 1, ReasonCode: Success}

            - name: PubAck50Full
              hex: "40 1d ffff 99 19 1f000a61c3a4e282acf09d849e 26000161000162 2600000000"
              fields: {PacketId: 65535, ReasonCode: PayloadFormatInvalid, Properties: {ReasonString: "aä€\U0001D11E", UserProperties: [[a, b], ["", ""]]}}

            """,
            string.Join('\n', run.Lines.Take(10)));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task AMutantSaysWhatItBreaksWhereAndTheAnswer()
    {
        var run = await CliRun.Of("spec", "vectors", "--packet", "PUBLISH");

        Assert.Contains(
            """
            - name: Publish50TopicAliasBeyondTopicAliasMaximum
              hex: "30 07 000161 03 230001"
              announced: {TopicAliasMaximum: 0}
              breaks: MQTT-3.2.2-17
              at: 0
              answer: TopicAliasInvalid
            """,
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyTheVectorsOfAVersionAreWritten()
    {
        var run = await CliRun.Of("spec", "vectors", "--version", "3.1.1");

        var names = run.Lines.Where(line => line.StartsWith("- name: ", StringComparison.Ordinal)).ToList();
        Assert.All(names, name => Assert.Contains("311", name, StringComparison.Ordinal));
        Assert.Equal(names.Count, run.Lines.Count(line => line == "  version: \"3.1.1\""));
    }

    [Fact]
    public async Task AFilePerPacketIsWritten()
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", "--out", folder.Path("below/it"));

        var files = Directory.EnumerateFiles(folder.Path("below/it")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal((16, "00-unknown.yaml", "15-auth.yaml"), (files.Count, files[0], files[^1]));
        Assert.Equal(16, run.Lines.Count);
        Assert.Matches(@"/03-publish\.yaml: \d+ vectors$", run.Lines[3]);
        Assert.Equal((await CliRun.Of("spec", "vectors", "--packet", "AUTH")).Out, File.ReadAllText(folder.Path("below/it/15-auth.yaml")));
    }

    [Fact]
    public async Task AnotherProtocolHasVectorsOfItsOwn()
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", TinyProtocol.Write(folder));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  fields: {Urgent: true, Level: High, Title: \"aä€\\U0001D11E\", Count: 65535, Code: Wrong}", run.Lines);
        Assert.DoesNotContain(run.Lines, line => line.Contains("is left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UrgentIsHigh")]
    [InlineData("CountIsWithinDepth")]
    [InlineData("LevelIsListed")]
    [InlineData("DepthIsSmall")]
    [InlineData("CodeIsKnown")]
    [InlineData("FlagsAreFixed")]
    [InlineData("TextIsWellFormed")]
    [InlineData("TextHasNoNul")]
    [InlineData("PacketIsComplete")]
    [InlineData("NothingFollows")]
    [InlineData("SenderIsRight")]
    [InlineData("TypeIsKnown")]
    [InlineData("LengthIsShort")]
    [InlineData("LengthIsShortest")]
    public async Task ARuleOfAnotherProtocolIsBrokenByAMutant(string rule)
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", TinyProtocol.Write(folder));

        Assert.Contains($"  breaks: {rule}", run.Lines);
    }

    [Theory]
    [InlineData("Ring1LengthIsTooShort", "LengthIsNotTooShort")]
    [InlineData("Ring1FromHouseIsSentTheOtherWay", "PacketIsForThisDirection")]
    [InlineData("Ring1EndsInsideDoor", "PacketIsComplete")]
    [InlineData("Type0In1IsUnknown", "PacketTypeIsKnown")]
    [InlineData("Type255In1IsUnknown", "PacketTypeIsKnown")]
    public async Task AProtocolWithFramesOfItsOwnHasVectors(string name, string rule)
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", Doorbell.Write(folder));

        Assert.DoesNotContain(run.Lines, line => line.Contains("is left out", StringComparison.Ordinal));
        Assert.Contains($"  breaks: {rule}", run.Lines.SkipWhile(line => line != $"- name: {name}").TakeWhile(line => line.Length > 0));
        Assert.DoesNotContain(run.Lines, line => line.Contains("LengthIsNotShortest", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CONNECT", "Connect50PropertiesReceiveMaximumOf101", "AcmeReceiveMaximum")]
    [InlineData("CONNECT", "Connect311KeepAliveOf9", "AcmeKeepAlive")]
    [InlineData("CONNECT", "Connect311KeepAliveOf601", "AcmeKeepAlive")]
    [InlineData("PUBLISH", "Publish50PropertiesTopicAliasIsRefused", "AcmeHasNoAlias")]
    [InlineData("PUBLISH", "Publish50QoSDisagree", "AcmeHasNoQoS2")]
    [InlineData("PUBLISH", "Publish50PropertiesAcmeShareTwice", "PropertyStandsOnce")]
    [InlineData("ACMEPING", "AcmePing50EndsBeforeShare", "PacketIsComplete")]
    public async Task AnOverlayHasVectorsOfItsOwn(string packet, string name, string rule)
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", AcmeOverlay.Write(folder), "--packet", packet);

        Assert.Equal(0, run.ExitCode);
        var vector = run.Lines.SkipWhile(line => line != $"- name: {name}").TakeWhile(line => line.Length > 0);
        Assert.Contains($"  breaks: {rule}", vector);
    }

    [Fact]
    public async Task WhatNoPacketCanBreakAnyMoreIsTold()
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", AcmeOverlay.Write(folder));

        // A Topic Alias that may not stand cannot be above the maximum.
        Assert.Equal(
            [
                "# Publish50TopicAlias is left out: no valid packet was found that has it.",
                "# Publish50FromServerTopicAlias is left out: no valid packet was found that has it.",
            ],
            run.Lines.Where(line => line.Contains("is left out", StringComparison.Ordinal)));
    }

    [Fact]
    public void AMutantThatBreaksAnotherRuleFirstIsNoVector()
    {
        using TemporaryFolder folder = new();
        TinyProtocol.Write(folder);
        var news = File.ReadAllText(folder.Path("packets/02-news.yaml"));
        folder.Write("packets/02-news.yaml", news.Replace("checks:", "checks:\n  - { if: Urgent, then: Level = High, rule: LevelIsListed }", StringComparison.Ordinal));

        var masked = Assert.Single(new VectorGenerator(SpecSource.Load([folder.Root])).Files().SelectMany(file => file.Masked));

        Assert.Equal(("News10UrgentLevelDisagree", "UrgentIsHigh", "LevelIsListed"), (masked.Name, masked.Meant.Name, masked.Found?.Rule.Name));
    }

    [Theory]
    [InlineData("--packet PUBLISHED", "'PUBLISHED' is no packet of the spec; there are CONNECT,")]
    [InlineData("--version 4.0", "'4.0' is no version of the spec; there are 3.1, 3.1.1, 5.0")]
    [InlineData("nowhere.yaml", "there is no file or folder 'nowhere.yaml'")]
    public async Task WrongUsageIsOneLine(string line, string message)
    {
        var run = await CliRun.Of(["spec", "vectors", .. line.Split(' ')]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenIsNamed()
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", "--out", folder.Write("file", "in the way"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }
}
