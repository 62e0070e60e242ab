namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>An overlay that adds a packet and a property to MQTT, and narrows some of what it allows.</summary>
internal static class AcmeOverlay
{
    private const string Text = """
        overlay: MQTT
        errors:
          - { name: AcmeReceiveMaximum, section: "Acme 2", packets: [CONNECT], kept-by: codec, answer: QuotaExceeded, about: No more than 100. }
          - { name: AcmeKeepAlive, section: "Acme 2", packets: [CONNECT], kept-by: codec, answer: QuotaExceeded, about: Between 10 and 600. }
          - { name: AcmeHasNoAlias, section: "Acme 3", packets: [PUBLISH], kept-by: codec, about: No alias. }
          - { name: AcmeHasNoQoS2, section: "Acme 3", packets: [PUBLISH], kept-by: codec, about: No QoS 2. }
        properties:
          - { id: 0x80, name: AcmeShare, type: u8, allowed: [PUBLISH], about: The share. }
        packets:
          - { packet: ACMEPING, spelled: AcmePing, type: 0, section: "Acme 1", sent-by: client, header: [{ name: Share, type: u8 }] }
        narrow:
          - { property: CONNECT.ReceiveMaximum, in: 1..100, rule: AcmeReceiveMaximum }
          - { field: CONNECT.KeepAlive, in: 10..600, rule: AcmeKeepAlive }
          - { property: TopicAlias, not-in: PUBLISH, rule: AcmeHasNoAlias }
          - { packet: PUBLISH, then: QoS < ExactlyOnce, rule: AcmeHasNoQoS2 }
        """;

    /// <summary>Writes the overlay.</summary>
    /// <returns>Its path.</returns>
    public static string Write(TemporaryFolder folder) => folder.Write("acme.yaml", Text);
}
