namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>A protocol of three packets that is not MQTT. <c>[|</c> and <c>|]</c> mark where a diagnostic is expected.</summary>
internal static class TinySpec
{
    public const string Protocol = "spec/protocol.yaml";
    public const string Tables = "spec/tables.yaml";
    public const string Hello = "spec/packets/01-hello.yaml";
    public const string News = "spec/packets/02-news.yaml";
    public const string Bye = "spec/packets/03-bye.yaml";

    public static IReadOnlyList<SpecText> Files { get; } =
    [
        new(Protocol, """
            protocol: Tiny
            versions:
              - { name: "1", number: 1 }
              - { name: "2", number: 2 }
            roles: [client, server]
            answer: MalformedPacket
            faults:
              truncated: FormIsKept
              trailing: FormIsKept
              length-too-long: FormIsKept
              length-not-shortest: FormIsKept
              ill-formed-text: FormIsKept
              nul-in-text: FormIsKept
              unknown-packet: FormIsKept
              wrong-direction: FormIsKept
              fixed-flags: FormIsKept
              unknown-property: FormIsKept
              wrong-property-sender: FormIsKept
              repeated-property: FormIsKept
              property-length: FormIsKept
              unknown-reason-code: FormIsKept
              too-large: FormIsKept
            """),
        new(Tables, """
            wire-types:
              - { name: number, base: u16, in: 1..999, rule: NumberIsInRange }
              - { name: mood, base: bits, values: { 0: Calm, 1: Glad, 2: Cross } }
            properties:
              - { id: 0x01, name: Colour, type: utf8, allowed: [NEWS, BYE] }
              - { id: 0x02, name: Weight, type: u32, when-absent: 7, allowed: [NEWS] }
            reason-codes:
              - { code: 0x00, name: Success, packets: [BYE] }
              - { code: 0x81, name: MalformedPacket, packets: [BYE] }
            rules:
              - { id: TINY-1, name: NumberIsInRange, section: "1", actor: both, kept-by: codec, about: "A number is 1 to 999." }
              - { id: TINY-2, name: MoodIsKnown, section: "2", actor: both, kept-by: codec, about: "A mood is one of three." }
            errors:
              - { name: FormIsKept, section: "3", packets: any, kept-by: codec, about: "The bytes have the form." }
            """),
        new(Hello, """
            packet: HELLO
            type: 1
            section: "1"
            sent-by: client
            about: Opens.
            header:
              - { name: Version, type: u8, sets: version, rule: FormIsKept }
              - { name: Who, type: utf8, about: Who it is. }
            """),
        new(News, """
            packet: NEWS
            type: 2
            section: "2"
            sent-by: both
            about: Tells.
            flags:
              3: { name: Urgent }
              2-1: { name: Mood, type: mood, rule: MoodIsKnown }
              0: { value: 0, rule: FormIsKept }
            header:
              - { name: Number, type: number, about: Which it is. }
              - { name: Properties, type: properties, versions: 2 }
            payload:
              - { name: Text, type: rest, about: The news. }
            """),
        new(Bye, """
            packet: BYE
            type: 3
            section: "3"
            sent-by: both
            about: Ends.
            header:
              - { name: Reason, type: reason-code, when-omitted: Success }
              - { name: Properties, type: properties, when-omitted: none }
            """),
    ];

    public static GeneratorRun Run() => GeneratorRun.Over(Files);

    /// <summary>Runs over an edit of one file, and checks that the one diagnostic is a compile error of this id where the marks are. Gives its message.</summary>
    public static string FindOne(string id, string path, string piece, string edit)
    {
        var marked = Files.Single(file => file.Path == path).Edited(piece, edit);
        var run = GeneratorRun.Over(Files.Where(file => file.Path != path).Append(new(path, Marks.Removed(marked.Text))));

        var diagnostic = Assert.Single(run.Diagnostics, _ => true);
        Marks.AssertStands(diagnostic, id, marked);
        Assert.Empty(run.Sources);
        return diagnostic.GetMessage(null);
    }
}
