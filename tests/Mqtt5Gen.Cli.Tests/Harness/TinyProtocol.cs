namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>A protocol that is not MQTT: two packets, framed as MQTT's are.</summary>
internal static class TinyProtocol
{
    private const string Protocol = """
        protocol: Tiny
        versions: [{ name: "1.0", number: 1 }]
        roles: [client, server]
        faults:
          truncated: PacketIsComplete
          trailing: NothingFollows
          length-too-long: LengthIsShort
          length-not-shortest: LengthIsShortest
          ill-formed-text: TextIsWellFormed
          nul-in-text: TextHasNoNul
          unknown-packet: TypeIsKnown
          wrong-direction: SenderIsRight
          fixed-flags: FlagsAreFixed
          unknown-property: PropertyIsKnown
          wrong-property-sender: PropertyIsKnown
          repeated-property: PropertyIsKnown
          property-length: PropertyIsKnown
          unknown-reason-code: CodeIsKnown
          too-large: PacketIsNotTooLarge
        """;

    private const string Tables = """
        wire-types:
          - { name: depth, base: u8, in: 2..9, rule: DepthIsSmall }
          - { name: level, base: bits, values: { 0: Low, 1: Middle, 3: High } }
        reason-codes:
          - { code: 0x00, name: Fine, packets: [NEWS] }
          - { code: 0x80, name: Wrong, packets: [NEWS] }
        announced:
          - { name: Depth, by: client, from: [HELLO.Depth] }
        """;

    private const string Hello = """
        packet: HELLO
        type: 1
        section: "1"
        sent-by: client
        flags:
          3-0: { value: 0b0001, rule: FlagsAreFixed }
        header:
          - { name: Depth, type: depth }
          - { name: Names, each: utf8 }
        """;

    private const string News = """
        packet: NEWS
        type: 2
        section: "2"
        sent-by: server
        flags:
          3: { name: Urgent }
          2-1: { name: Level, type: level, rule: LevelIsListed }
          0: { value: 0, rule: FlagsAreFixed }
        header:
          - { name: Title, type: utf8 }
          - { name: Count, type: u16, if: Level > Low }
          - { name: Code, type: reason-code }
        checks:
          - { if: Urgent, then: Level = High, rule: UrgentIsHigh }
        limits:
          - { keep: Count <= Depth, rule: CountIsWithinDepth }
        """;

    private static readonly string[] Rules =
    [
        "PacketIsComplete", "NothingFollows", "LengthIsShort", "LengthIsShortest", "TextIsWellFormed", "TextHasNoNul", "TypeIsKnown", "SenderIsRight",
        "FlagsAreFixed", "PropertyIsKnown", "CodeIsKnown", "PacketIsNotTooLarge", "DepthIsSmall", "LevelIsListed", "UrgentIsHigh", "CountIsWithinDepth",
    ];

    /// <summary>Writes the spec's files.</summary>
    /// <returns>Their folder.</returns>
    public static string Write(TemporaryFolder folder)
    {
        folder.Write("protocol.yaml", Protocol);
        folder.Write("tables.yaml", Tables);
        folder.Write("rules.yaml", "errors:\n" + string.Concat(Rules.Select(Rule)));
        folder.Write("packets/01-hello.yaml", Hello);
        folder.Write("packets/02-news.yaml", News);
        return folder.Root;
    }

    private static string Rule(string name) => $"  - {{ name: {name}, section: \"9\", packets: any, kept-by: codec, answer: Wrong }}\n";
}
