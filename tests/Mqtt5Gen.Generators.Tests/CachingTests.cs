using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

public sealed class CachingTests
{
    private const string Publish = "spec/packets/03-publish.yaml";
    private const string Connect = "spec/packets/01-connect.yaml";
    private const string Properties = "spec/properties.yaml";

    private static readonly string[] Tables =
        [Steps.Versions, Steps.WireTypes, Steps.Properties, Steps.ReasonCodes, Steps.Rules, Steps.Announced, Steps.Dispatch];

    private static readonly string[] AllSteps = [Steps.Parse, Steps.Plan, Steps.Link, Steps.Select, Steps.Protocol, Steps.Packets, .. Tables];

    private static readonly GeneratorRun First = GeneratorRun.Over(Repository.Spec);

    [Fact]
    public void TheFirstRunEmitsEverything()
    {
        Assert.Equal(Tables.Order(StringComparer.Ordinal), First.Emitted.Where(name => !name.StartsWith("Packets.", StringComparison.Ordinal)));
        Assert.Equal(15 + Tables.Length, First.Emitted.Count);
        Assert.Equal(First.Emitted.Count, First.Sources.Count);
    }

    [Fact]
    public void EditingPublishEmitsOnlyPublish()
    {
        var run = First.Edit(Publish, "The message itself; may be empty.", "The message.");

        AssertEmitted(["Packets.Publish"], run);
        Assert.All(Tables, table => Assert.Equal(0, run.Anew(table)));
        Assert.Equal(1, run.Anew(Steps.Packets));
        Assert.NotEqual(First.Sources["Mqtt5Gen.Protocol.Packets.Publish.g.cs"], run.Sources["Mqtt5Gen.Protocol.Packets.Publish.g.cs"]);
    }

    [Fact]
    public void EditingACheckOfPublishEmitsOnlyPublish() =>
        AssertEmitted(["Packets.Publish"], First.Edit(Publish, "if: QoS = 0, then: not Dup", "if: QoS = 1, then: not Dup"));

    [Fact]
    public void EditingWhatConnectIsAboutEmitsConnectAndTheDispatchThatQuotesIt() =>
        AssertEmitted(["Dispatch", "Packets.Connect"], First.Edit(Connect, "Asks for a connection;", "Opens a connection;"));

    [Theory]
    [InlineData(Publish, "packet: PUBLISH\n", "# A comment.\npacket: PUBLISH\n")]
    [InlineData(Publish, "packet: PUBLISH\n", "packet: PUBLISH # A comment.\n")]
    [InlineData(Properties, "# Every property:", "# All of the properties:")]
    [InlineData("spec/rules-5.0.yaml", "  # 2 Packet format\n", "")]
    public void EditingACommentEmitsNothing(string path, string piece, string edit) => AssertNothingIsEmitted(First.Edit(path, piece, edit));

    [Theory]
    [InlineData(Publish, "\nheader:\n", "\n\nheader:\n")]
    [InlineData(Properties, "\nproperties:\n", "\n\n\nproperties:\n")]
    [InlineData(Publish, "packet: PUBLISH\n", "\npacket:   PUBLISH\n")]
    public void AddingABlankLineEmitsNothing(string path, string piece, string edit) => AssertNothingIsEmitted(First.Edit(path, piece, edit));

    [Fact]
    public void EditingOneFileParsesOne() => Assert.Equal(1, First.Edit(Publish, "packet: PUBLISH\n", "\npacket: PUBLISH\n").Worked(Steps.Parse));

    [Fact]
    public void EditingWhatARuleIsAboutEmitsOnlyTheRules() =>
        AssertEmitted(["Rules"], First.Edit("spec/rules-5.0.yaml", "A PUBLISH at QoS 0 has no Packet Identifier.", "At QoS 0 there is no Packet Identifier."));

    [Fact]
    public void EditingWhatAReasonCodeIsAboutEmitsOnlyTheReasonCodes() =>
        AssertEmitted(["ReasonCodes"], First.Edit("spec/reason-codes.yaml", "A packet could not be parsed.", "The packet could not be parsed."));

    [Fact]
    public void EditingWhatIsAnnouncedEmitsOnlyTheAnnouncements() =>
        AssertEmitted(["Announced"], First.Edit("spec/announced.yaml", "How long CONNECT asked", "How long the client asked"));

    [Fact]
    public void EditingWhatAPropertyIsAboutEmitsItsPacketsAndTheTableThatQuotesIt() =>
        AssertEmitted(["Packets.Connect", "Packets.Publish", "Properties"], First.Edit(Properties, "How long the message may live", "How long it may live"));

    [Fact]
    public void EditingTheRangeOfAPropertyEmitsOnlyItsPackets()
    {
        const string Row = "    name: MessageExpiryInterval\n    type: u32\n";

        var run = First.Edit(Properties, Row, Row + "    in: 1..100\n    rule: PacketIsComplete\n");

        AssertEmitted(["Packets.Connect", "Packets.Publish"], run);
    }

    [Fact]
    public void AllowingAPropertyInAPacketMoreEmitsOnlyThatPacket() =>
        AssertEmitted(["Packets.PubAck"], First.Edit(Properties, "when-absent: Unspecified\n    allowed: [PUBLISH, WILL]", "when-absent: Unspecified\n    allowed: [PUBLISH, WILL, PUBACK]"));

    [Fact]
    public void EditingTheCSharpBesideRunsNoStepAnew()
    {
        var run = First.Beside("internal class Unrelated;").Beside("internal class Other;");

        Assert.Empty(run.Emitted);
        Assert.All(AllSteps, step => Assert.Equal(0, run.Worked(step)));
    }

    [Fact]
    public void AnEditTakenBackEmitsWhatStoodBefore()
    {
        var run = First.Edit(Publish, "Carries an Application Message.", "Carries a message.").Edit(Publish, "Carries a message.", "Carries an Application Message.");

        AssertEmitted(["Dispatch", "Packets.Publish"], run);
        Assert.Equal(First.Sources, run.Sources);
    }

    private static void AssertEmitted(IEnumerable<string> expected, GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        Assert.Equal(expected, run.Emitted);
    }

    private static void AssertNothingIsEmitted(GeneratorRun run)
    {
        AssertEmitted([], run);
        Assert.Equal(0, run.Anew(Steps.Link));
        Assert.Equal(First.Sources, run.Sources);
    }
}
