namespace Mqtt5Gen.Spec.Tests.Editing;

/// <summary>What an editor tells with the schema: nothing of our own files, and slips at their place.</summary>
public sealed class SchemaTests
{
    private const string Overlay = """
        overlay: MQTT
        about: What Acme adds.
        errors:
          - { name: AcmeIsKept, section: Acme 1.2, packets: any, kept-by: codec, answer: ServerBusy }
          - { is: MQTT-3.8.3-2, packets: [SUBSCRIBE], answer: ProtocolError }
        properties:
          - { id: 0x80, name: AcmeShare, type: u8, when-absent: 7, allowed: [PUBLISH, { in: WILL, sent-by: client, repeats: true }] }
        packets:
          - packet: ACMEPING
            spelled: AcmePing
            type: 0
            section: 1.2
            sent-by: { "3.1.1": client, "5.0": server }
            flags: { 3: { name: Loud }, 2-0: { value: 0b010, rule: AcmeIsKept } }
            header: [{ name: Share, type: u8, in: 0..0x64, breaks: { range: AcmeIsKept } }]
        allow:
          - { property: ContentType, in: [PUBACK, PUBREC] }
          - { reason-code: QuotaExceeded, in: UNSUBACK }
        narrow:
          - { property: CONNECT.ReceiveMaximum, in: 1..100, rule: AcmeIsKept }
          - { property: CorrelationData, not-in: PUBLISH, rule: AcmeIsKept }
          - { field: CONNECT.KeepAlive, in: 10..600, rule: AcmeIsKept }
          - { reason-code: TopicNameInvalid, not-in: [PUBACK] }
          - { packet: SUBSCRIBE.Subscription, if: NoLocal, then: TopicFilter is not wildcard, versions: 5.0, rule: [AcmeIsKept] }
          - { packet: PUBLISH, keep: QoS < MaximumQoS, sent-by: client, rule: AcmeIsKept }
        """;

    public static TheoryData<string> Files => [.. SpecFolders.Files];

    [Fact]
    public void TheFilesAreThere() => Assert.True(SpecFolders.Files.Count >= 23, $"Found only {SpecFolders.Files.Count} files.");

    [Theory]
    [MemberData(nameof(Files))]
    public void OurFilesKeepTheSchema(string path) => Assert.Empty(EditorSchema.Faults(SpecFolders.Read(path)));

    [Theory]
    [MemberData(nameof(Files))]
    public void OurFilesLeadEditorsToTheSchema(string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SpecFolders.Root, path))!;
        var schema = Path.GetRelativePath(folder, Path.Combine(SpecFolders.Root, EditorSchema.Path)).Replace('\\', '/');

        Assert.StartsWith($"# yaml-language-server: $schema={schema}\n", SpecFolders.Read(path).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnOverlayKeepsTheSchema() => Assert.Empty(EditorSchema.Faults(Overlay));

    [Theory]
    [InlineData("about: What", "abuot: What", "")]
    [InlineData("overlay: MQTT", "overlay: [MQTT]", "/overlay")]
    [InlineData("kept-by: codec", "kept-by: kodec", "/errors/0/kept-by")]
    [InlineData("id: 0x80", "id: 80h", "/properties/0/id")]
    [InlineData("name: AcmeShare", "name: acmeShare", "/properties/0/name")]
    [InlineData("type: u8, when-absent", "type: U8, when-absent", "/properties/0/type")]
    [InlineData("repeats: true", "repeats: yes", "/properties/0/allowed/1/repeats")]
    [InlineData("name: AcmeShare, type: u8,", "name: AcmeShare,", "/properties/0")]
    [InlineData("allowed: [PUBLISH, { in: WILL, sent-by: client, repeats: true }]", "allowed: []", "/properties/0/allowed")]
    [InlineData("spelled: AcmePing", "spelt: AcmePing", "/packets/0")]
    [InlineData("{ 3: { name: Loud }", "{ 8: { name: Loud }", "/packets/0/flags")]
    [InlineData("in: 0..0x64", "in: 0-0x64", "/packets/0/header/0/in")]
    [InlineData("{ range: AcmeIsKept }", "{ not-emty: AcmeIsKept }", "/packets/0/header/0/breaks")]
    [InlineData("property: ContentType, in", "property: ContentType, inn", "/allow/0")]
    [InlineData("{ field: CONNECT.KeepAlive, in: 10..600", "{ field: CONNECT.KeepAlive, in: 600", "/narrow/2/in")]
    [InlineData("not-in: [PUBACK]", "not-in: [PUBACK], rule: AcmeIsKept", "/narrow/3")]
    public void ASlipIsUnderlined(string piece, string slip, string at)
    {
        Assert.Contains(piece, Overlay, StringComparison.Ordinal);

        Assert.Contains(at, EditorSchema.Faults(Overlay.Replace(piece, slip, StringComparison.Ordinal)).Select(place => place.Length > at.Length ? place[..at.Length] : place));
    }

    [Theory]
    [InlineData("protocol: Doorbell\nrols: [door, flat]\n")]
    [InlineData("protocol: Doorbell\nframe: { first: lenght }\n")]
    [InlineData("packet: RING\ntype: 1\nheader: [{ name: Who, type: utf8, hidden: true }]\n")]
    [InlineData("packet: RING\n")]
    [InlineData("rules:\n  - { id: A-1, name: AIsKept, actor: Client, kept-by: codec }\n")]
    [InlineData("announced: { name: Most }\n")]
    [InlineData("wire-type: []\n")]
    [InlineData("[]\n")]
    public void ASlipInAFileOfAnotherKindIsFound(string text) => Assert.NotEmpty(EditorSchema.Faults(text));

    [Theory]
    [InlineData("protocol: Doorbell\n")]
    [InlineData("protocol: Doorbell\nroles: [door, base-station]\nframe: { first: length, length: u8-or-u16, counts: packet, type: u8, shortest: false }\nanswer: Oops\n")]
    [InlineData("packet: RING\ntype: 1\nsent-by: base-station\nheader: [{ name: Who, each: Ringer, at-least: 1, fields: [{ name: Id, type: u8, if: Flag }] }]\n")]
    [InlineData("wire-types: []\nproperties: []\n")]
    public void AFileOfAnotherKindKeepsTheSchema(string text) => Assert.Empty(EditorSchema.Faults(text));
}
