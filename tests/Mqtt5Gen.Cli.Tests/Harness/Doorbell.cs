namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>A protocol of few lines: its length comes first and counts the whole packet, it has no reason codes, and words of its own for its ends.</summary>
internal static class Doorbell
{
    private const string Protocol = """
        protocol: Doorbell
        roles: [visitor, house]
        frame: { first: length, type: u8, length: u8-or-u16, counts: packet, shortest: false }
        """;

    private const string Ring = """
        packet: RING
        type: 0x8C
        sent-by: visitor
        header:
          - { name: Door, type: u16 }
          - { name: Tune, type: rest }
        """;

    /// <summary>Writes the spec's files.</summary>
    /// <returns>Their folder.</returns>
    public static string Write(TemporaryFolder folder)
    {
        folder.Write("protocol.yaml", Protocol);
        folder.Write("ring.yaml", Ring);
        return folder.Root;
    }
}
