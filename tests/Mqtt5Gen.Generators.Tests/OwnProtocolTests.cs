using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>A protocol states only what it needs, in its own words.</summary>
public sealed class OwnProtocolTests
{
    private const string Ring = """
        packet: RING
        type: 1
        header:
          - { name: Door, type: u8 }
          - { name: Who, type: utf8 }
        """;

    [Fact]
    public void TenLinesAreAProtocol()
    {
        var run = OwnProtocol.Compile("protocol: Doorbell", Ring, "packet: OPEN\ntype: 2");

        var said = run.Play("""
            var bytes = new Ring { Door = 7, Who = "Ann" }.ToArray(ProtocolVersion.V1);
            FrameReader.TryRead(bytes, 100, out var frame, out _);
            RingView.TryDecode(frame, ProtocolVersion.V1, Role.Client, out var ring, out _);
            RingView.TryDecode(new Frame(0x10, [7], 2), ProtocolVersion.V1, Role.Client, out _, out var violation);
            return $"{Convert.ToHexString(bytes)} {ring.ToPacket()} {violation}";
            """);

        Assert.Equal("1006070003416E6E Ring { Type = Ring, Door = 7, Who = Ann } PacketIsComplete at byte 3", said);
    }

    [Fact]
    public void TheOneOfTheGrammarIsOne()
    {
        var text = Repository.Read("spec/README.md").ReplaceLineEndings("\n");
        var chapter = text[text.IndexOf("## A protocol of your own in ten lines", StringComparison.Ordinal)..text.IndexOf("\n## protocol.yaml", StringComparison.Ordinal)];
        var files = chapter.Split("```").Where(part => part.StartsWith("yaml\n", StringComparison.Ordinal)).Select(part => part[5..]).ToList();
        var row = chapter.Split('`').Single(part => part.StartsWith("errors: [{", StringComparison.Ordinal));

        var said = OwnProtocol.Compile(files[0], files[1], row).Play("""
            var said = "";
            foreach (var body in new byte[][] { [0], [1], [9, 0, 0], [9, 0, 1, 65] })
            {
                RingView.TryDecode(new Frame(0x10, body, 2), ProtocolVersion.V1, Role.Client, out _, out var violation);
                said += $"{violation}; ";
            }

            return said;
            """);

        Assert.True(files.Sum(file => file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length) <= 10);
        Assert.Equal("ValueIsAllowed at byte 2; PacketIsComplete at byte 3; BackDoorIsNamed at byte 3; valid; ", said);
    }

    [Fact]
    public void WhatAProtocolDoesNotUseIsNotGenerated() =>
        Assert.Equal(
            ["Mqtt5Gen.Protocol.Dispatch.g.cs", "Mqtt5Gen.Protocol.Packets.Ring.g.cs", "Mqtt5Gen.Protocol.Protocol.g.cs", "Mqtt5Gen.Protocol.Rules.g.cs"],
            OwnProtocol.Run("protocol: Doorbell", Ring).Sources.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void ABuiltInRuleIsTheSpecsOwnWhereItHasOneOfThatName()
    {
        var run = OwnProtocol.Compile(
            "protocol: Doorbell",
            Ring,
            "errors: [{ name: PacketIsComplete, kept-by: codec, section: \"7\" }]");

        Assert.Equal("7", run.Play("return Rule.PacketIsComplete.Section();"));
    }

    [Fact]
    public void AFaultMayNameItsRule()
    {
        var run = OwnProtocol.Compile(
            "protocol: Doorbell\nfaults: { trailing: NothingFollows }",
            Ring,
            "errors: [{ name: NothingFollows, kept-by: codec }]");

        var said = run.Play("""
            RingView.TryDecode(new Frame(0x10, [7, 0, 0, 9], 2), ProtocolVersion.V1, Role.Client, out _, out var violation);
            return violation.ToString();
            """);

        Assert.Equal("NothingFollows at byte 5", said);
    }

    [Fact]
    public void AValueThatIsNotAllowedBreaksABuiltInRule()
    {
        var run = OwnProtocol.Compile(
            "protocol: Doorbell",
            "packet: RING\ntype: 1\nheader:\n  - { name: Door, type: u8, in: 1..3 }\n  - { name: Tune, type: tune }\n  - { name: Magic, type: utf8, value: \"\\\"é\\\\\" }",
            "wire-types: [{ name: tune, base: u8, values: { 0: Bell, 4: Gong } }]");

        var said = run.Play("""
            var broken = "";
            foreach (var bytes in new byte[][] { [1, 4, 0, 4, 0x22, 0xC3, 0xA9, 0x5C], [4, 0], [1, 1], [1, 4, 0, 1, 65] })
            {
                RingView.TryDecode(new Frame(0x10, bytes, 2), ProtocolVersion.V1, Role.Client, out _, out var violation);
                broken += violation + "; ";
            }

            return broken + Convert.ToHexString(new Ring { Door = 1, Tune = Tune.Gong }.ToArray(ProtocolVersion.V1));
            """);

        Assert.Equal("valid; ValueIsAllowed at byte 2; ValueIsAllowed at byte 3; ContentIsAsStated at byte 4; 10080104000422C3A95C", said);
    }

    [Fact]
    public void TheRolesAreTheProtocolsOwnWords()
    {
        var run = OwnProtocol.Compile(
            "protocol: Sensors\nroles: [sensor, base-station]",
            "packet: HELLO\ntype: 1\nsent-by: sensor\nheader: [{ name: Most, type: u8 }]",
            "packet: ASK\ntype: 2\nsent-by: base-station\nheader: [{ name: Count, type: u8 }]\nlimits: [{ keep: Count <= Most, rule: CountIsKept }]",
            "packet: READING\ntype: 3\nheader: [{ name: Value, type: u16 }]",
            "announced: [{ name: Most, by: sensor, from: [HELLO.Most] }]\nerrors: [{ name: CountIsKept, kept-by: limits }]");

        var said = run.Play("""
            var most = Announced.From(new Hello { Most = 3 });
            var broken = new Ask { Count = 4 }.CheckLimits(Role.BaseStation, most, Announced.Nothing);
            AskView.TryDecode(new Frame(0x20, [4], 2), ProtocolVersion.V1, Role.Sensor, out _, out var violation);
            return $"{broken}; {violation}; {string.Join(" ", typeof(IBaseStationPackets).GetMethods().Select(method => method.GetParameters()[0].ParameterType.Name))}";
            """);

        Assert.Equal("CountIsKept at byte 0; PacketIsForThisDirection at byte 0; AskView& ReadingView&", said);
    }

    [Fact]
    public void LimitsAndFixedBitsMayDifferByVersion()
    {
        var run = OwnProtocol.Compile(
            "protocol: Sensors\nversions: [{ name: \"1\", number: 1 }, { name: \"2\", number: 2 }]",
            "packet: HELLO\ntype: 1\nsent-by: client\nheader: [{ name: Most, type: u8 }]",
            """
            packet: ASK
            type: 2
            sent-by: server
            flags:
              3-1: [{ value: 0b001, versions: "1" }, { value: 0b100, versions: "2" }]
              0: { name: Urgent }
            header: [{ name: Count, type: u8 }]
            limits: [{ keep: Count <= Most, rule: CountIsKept, versions: 2+ }]
            """,
            "announced: [{ name: Most, by: client, from: [HELLO.Most] }]\nerrors: [{ name: CountIsKept, kept-by: limits }]");

        var said = run.Play("""
            var most = Announced.From(new Hello { Most = 3 });
            var ask = new Ask { Count = 4 };
            var first = ask.CheckLimits(ProtocolVersion.V1, Role.Server, most, Announced.Nothing);
            var second = ask.CheckLimits(ProtocolVersion.V2, Role.Server, most, Announced.Nothing);
            return $"{first}; {second}; {Convert.ToHexString(ask.ToArray(ProtocolVersion.V1))} {Convert.ToHexString(ask.ToArray(ProtocolVersion.V2))}";
            """);

        Assert.Equal("valid; CountIsKept at byte 0; 220104 280104", said);
    }

    [Theory]
    [InlineData("", "", "none", "PacketIsComplete at byte 2")]
    [InlineData("", "reason-codes: [{ code: 9, name: Oops, packets: [RING] }]", "none", "PacketIsComplete at byte 2")]
    [InlineData("answer: Oops", "reason-codes: [{ code: 9, name: Oops, packets: [RING] }]", "Oops", "PacketIsComplete at byte 2, answer Oops (0x09)")]
    public void ABreachIsAnsweredWhereTheProtocolSaysHow(string answer, string codes, string expected, string text)
    {
        var run = OwnProtocol.Compile($"protocol: Doorbell\n{answer}", Ring, codes);
        var asked = codes.Length == 0 ? "null" : answer.Length == 0 ? "violation.Answer?.ToString()" : "violation.Answer.ToString()";

        var said = run.Play($$"""
            RingView.TryDecode(new Frame(0x10, [], 2), ProtocolVersion.V1, Role.Client, out _, out var violation);
            string? answer = {{asked}};
            return $"{answer ?? "none"}; {violation}";
            """);

        Assert.Equal($"{expected}; {text}", said);
    }

    [Fact]
    public void ARuleHasItsOwnAnswerWhereOthersHaveNone()
    {
        var run = OwnProtocol.Compile(
            "protocol: Doorbell\nfaults: { trailing: NothingFollows }",
            Ring,
            "reason-codes: [{ code: 9, name: Oops, packets: [RING] }]\nerrors: [{ name: NothingFollows, kept-by: codec, answer: Oops }]");

        var said = run.Play("""
            return $"{new Violation(Rule.NothingFollows, 1)}; {new Violation(Rule.PacketIsComplete, 1)}; {Rule.PacketIsComplete.Answer() is null}";
            """);

        Assert.Equal("NothingFollows at byte 1, answer Oops (0x09); PacketIsComplete at byte 1; True", said);
    }

    [Theory]
    [InlineData("MQS004", "roles: [client]", "Found other roles than two, expected the end that opens and the end that accepts, like [client, server].")]
    [InlineData("MQS004", "roles: [client, both]", "Found 'both' as a role, expected a lower-case word other than both, sender, receiver.")]
    [InlineData("MQS004", "roles: [Client, server]", "Found 'Client' as a role, expected a lower-case word other than both, sender, receiver.")]
    [InlineData("MQS112", "answer: Oops", "Found 'Oops', expected a reason code.")]
    [InlineData("MQS105", "versions: [{ name: \"1.0\", number: 1 }, { name: \"1\", number: 2 }]", "Found version '1' a second time, expected it once.")]
    [InlineData("MQS004", "versions: [{ name: 1..0, number: 1 }]", "Found '1..0' as the name of a version, expected letters and digits, with single dots between them.")]
    public void AHeadThatCannotBeMeantIsTold(string id, string head, string message)
    {
        var diagnostic = Assert.Single(OwnProtocol.Run("protocol: Doorbell\n" + head, Ring).Diagnostics, _ => true);

        Assert.Equal((id, message), (diagnostic.Id, diagnostic.GetMessage(null)));
    }
}
