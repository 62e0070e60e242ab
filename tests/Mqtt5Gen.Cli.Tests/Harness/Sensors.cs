namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>A protocol with types of every kind: fixed sizes, lengths, lists, text that fills the packet, and conditions on the sender.</summary>
internal static class Sensors
{
    private const string Protocol = """
        protocol: Sensors
        roles: [sensor, gateway]
        frame: { first: length, type: u8, length: u16, counts: packet }
        """;

    private const string Types = """
        wire-types:
          - { name: colour, base: u16, values: { 1: Red, 256: Green, 4096: Blue }, rule: ColourIsListed }
          - { name: code, base: binary, size: 4 }
          - { name: label, base: utf8, size: 3 }
          - { name: nick, base: utf8, length: 2..5, rule: NickIsShort }
          - { name: blob, base: binary, length: 1..3, rule: BlobIsShort }
          - { name: path, base: utf8-rest, shape: { not-empty: PathIsThere, no-wildcards: PathIsPlain } }
        """;

    private const string Hello = """
        packet: HELLO
        type: 4
        sent-by: both
        header:
          - name: Options
            type: u8
            bits:
              7-4: { unused: true }
              3: { name: Loud }
              2-0: { value: 0b101, rule: OptionsAreFixed }
          - { name: Colour, type: colour }
          - { name: Code, type: code }
          - { name: Label, type: label }
          - { name: Nick, type: nick }
          - { name: Blob, type: blob }
          - { name: Path, type: path }
        checks:
          - { if: sender is gateway, then: Loud, rule: GatewaysAreLoud }
        """;

    private const string Lists = """
        packet: LISTS
        type: 5
        sent-by: sensor
        header:
          - { name: Depth, type: varint }
          - { name: Numbers, each: u32 }
        """;

    private const string Pairs = """
        packet: PAIRS
        type: 6
        sent-by: sensor
        header:
          - { name: Entries, each: utf8-pair, at-least: 1, rule: PairsAreThere }
        """;

    private const string Ends = """
        packet: ENDS
        type: 7
        sent-by: gateway
        header:
          - { name: Delay, type: u8, when-omitted: 7 }
          - { name: Reason, type: u16, when-omitted: none }
        """;

    private static readonly string[] Rules =
        ["ColourIsListed", "NickIsShort", "BlobIsShort", "PathIsThere", "PathIsPlain", "OptionsAreFixed", "GatewaysAreLoud", "PairsAreThere"];

    /// <summary>Writes the spec's files.</summary>
    /// <returns>Their folder.</returns>
    public static string Write(TemporaryFolder folder)
    {
        folder.Write("protocol.yaml", Protocol);
        folder.Write("types.yaml", Types);
        folder.Write("rules.yaml", "errors:\n" + string.Concat(Rules.Select(name => $"  - {{ name: {name}, kept-by: codec }}\n")));
        folder.Write("hello.yaml", Hello);
        folder.Write("lists.yaml", Lists);
        folder.Write("pairs.yaml", Pairs);
        folder.Write("ends.yaml", Ends);
        return folder.Root;
    }
}
