using System.Text.RegularExpressions;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Linking;

/// <summary>The least spec that has one of everything, and edits of it. <c>[|</c> and <c>|]</c> mark where a diagnostic is expected.</summary>
internal static class TinySpec
{
    public const string ProtocolPath = "spec/protocol.yaml";
    public const string TablesPath = "spec/tables.yaml";
    public const string HelloPath = "spec/packets/01-hello.yaml";
    public const string NewsPath = "spec/packets/02-news.yaml";

    private const string Protocol = """
        protocol: Tiny
        versions:
          - { name: "1.0", number: 1 }
          - { name: "2.0", number: 2 }
          - { name: "2.1", number: 3 }
        roles: [client, server]
        faults:
          truncated: IsComplete
          trailing: IsComplete
          length-too-long: IsComplete
          length-not-shortest: IsComplete
          ill-formed-text: IsComplete
          nul-in-text: IsComplete
          unknown-packet: IsComplete
          wrong-direction: IsComplete
          fixed-flags: FlagsAreFixed
          unknown-property: IsComplete
          wrong-property-sender: SenderIsRight
          repeated-property: IsComplete
          property-length: IsComplete
          unknown-reason-code: CodeIsKnown
          too-large: IsComplete
        """;

    private const string Tables = """
        wire-types:
          - { name: id, base: u16, in: 1..65535, rule: IdIsNotZero }
          - { name: flag, base: u8, in: 0..1 }
          - { name: qos, base: bits, spelled: QoS, values: { 0: Once, 1: Twice, 2: Thrice } }
          - { name: topic, base: utf8, shape: { not-empty: TopicIsNotEmpty, no-wildcards: { rule: T-1, versions: 2.0+ } } }
        properties:
          - { id: 0x02, name: Colour, type: flag, rule: IdIsNotZero, when-absent: 1, allowed: [NEWS, { in: HELLO, sent-by: client }] }
          - { id: 0x01, name: Alias, type: u16, allowed: [{ in: NEWS, repeats: true, rule: T-1 }], plural: Aliases }
        reason-codes:
          - { code: 0x80, name: Bad, packets: [NEWS] }
          - { code: 0x00, name: Fine, packets: [HELLO, { in: NEWS, sent-by: server }] }
        return-codes:
          - { versions: "1.0", packet: NEWS, code: 1, means: Bad, otherwise: true }
        announced:
          - { name: Limit, by: client, from: [HELLO.Depth] }
          - { name: Shade, by: client, from: [HELLO.Colour] }
        rules:
          - { id: T-1, name: TopicIsPlain, section: "1", actor: both, kept-by: codec, about: A sentence. }
          - { id: T-2, name: DepthIsKept, section: "2", actor: sender, kept-by: limits, answer: Bad }
          - { id: T-3, name: SessionsAreKept, section: "3", actor: server, kept-by: sessions }
        errors:
          - { name: IsComplete, section: "4", packets: any, kept-by: codec }
          - { name: FlagsAreFixed, section: "4", packets: any, kept-by: codec }
          - { name: SenderIsRight, section: "4", packets: any, kept-by: codec }
          - { name: CodeIsKnown, section: "4", packets: [NEWS], kept-by: codec }
          - { name: IdIsNotZero, section: "4", packets: [NEWS], kept-by: codec }
          - { name: TopicIsNotEmpty, section: "4", packets: [NEWS], kept-by: codec }
          - { is: T-1, section: "5", packets: [NEWS], answer: Bad }
        """;

    private const string Hello = """
        packet: HELLO
        type: 1
        section: "1.1"
        sent-by: client
        header:
          - { name: Magic, type: utf8, value: { "1.0": OLD, "2.0+": NEW }, rule: T-1 }
          - { name: Version, type: u8, sets: version, rule: T-1 }
          - { name: Depth, type: u16 }
          - { name: Properties, type: properties, versions: 2.0+ }
        """;

    private const string News = """
        packet: NEWS
        type: 2
        section: "1.2"
        sent-by: { "1.0": client, "2.0+": both }
        flags:
          3: { name: Dup }
          2-1: { name: Level, type: qos, rule: T-1 }
          0: { name: Retain }
        header:
          - { name: Topic, type: topic, breaks: { not-empty: T-1 } }
          - { name: Id, type: id, if: Level > 0 }
          - { name: Code, type: reason-code, versions: 2.0+, when-omitted: Fine }
          - { name: Properties, type: properties, versions: 2.0+, when-omitted: none }
        payload:
          - name: Entries
            each: Entry
            at-least: 1
            rule: T-1
            fields:
              - { name: Filter, type: topic }
              - { name: Options, type: u8, bits: { 7-2: { value: 0, rule: T-1 }, 1-0: { name: Most, type: qos, rule: T-1 } } }
            checks:
              - { if: Filter is shared, then: Most = Once, rule: T-1 }
        checks:
          - { if: Level = 0, then: not Dup, rule: T-1 }
        limits:
          - { keep: Level <= Limit, rule: T-2 }
        shed:
          - { property: Colour, rule: T-1 }
        """;

    private static readonly (string Path, string Text)[] Texts =
        [(ProtocolPath, Protocol), (TablesPath, Tables), (HelloPath, Hello), (NewsPath, News)];

    public static IEnumerable<SpecFile> Files => Texts.Select(file => SpecFile.Parse(file.Path, file.Text));

    public static string TextOf(string path) => Texts.Single(file => file.Path == path).Text;

    public static LinkResult Link() => Link(Texts);

    /// <summary>Links the spec with one file more, before or after the others.</summary>
    public static LinkResult LinkWith(string path, string text, bool isFirst) =>
        Link(isFirst ? [(path, text), .. Texts] : [.. Texts, (path, text)]);

    /// <summary>Links the spec with one piece of it in place of another; the piece must stand in it once.</summary>
    public static LinkResult Link(string piece, string edit) => Link(Edit(piece, edit));

    /// <summary>The protocol; the test fails where there is none.</summary>
    public static Protocol LinkWhole(string piece, string edit)
    {
        var result = Link(piece, edit);
        Assert.Empty(result.Diagnostics.Select(Describe));
        return result.Protocol!;
    }

    /// <summary>Links an edit with a mark, and checks that the only diagnostic has this id and underlines what is marked. Gives its message.</summary>
    public static string FindOne(string id, string piece, string edit)
    {
        var files = Edit(piece, edit);
        var (path, text) = Assert.Single(files, file => file.Text.Contains("[|", StringComparison.Ordinal));
        var expected = Marked(path, text);
        var result = Link([.. files.Select(file => (file.Path, Unmarked(file.Text)))]);

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((id, expected), (diagnostic.Id, diagnostic.At));
        Assert.True(diagnostic.IsError);
        Assert.Null(result.Protocol);
        return diagnostic.Message;
    }

    public static string Describe(SpecDiagnostic diagnostic) =>
        $"{diagnostic.At.Path}:{diagnostic.At.StartLine + 1}:{diagnostic.At.StartColumn + 1} {diagnostic.Id} {diagnostic.Message}";

    /// <summary>The spec with one word of one file replaced, for every word in turn.</summary>
    public static IEnumerable<(string Edit, LinkResult Result)> LinkEveryEdit(string replacement)
    {
        foreach (var (path, text) in Texts)
        {
            SpecFile[] others = [.. Texts.Where(file => file.Path != path).Select(file => SpecFile.Parse(file.Path, file.Text))];
            foreach (Match word in Regex.Matches(text, "[A-Za-z0-9.+\\-]+"))
            {
                var edited = text.Remove(word.Index, word.Length).Insert(word.Index, replacement);
                yield return ($"{path} at {word.Index}", SpecLinker.Link(new([.. others, SpecFile.Parse(path, edited)])));
            }
        }
    }

    private static LinkResult Link((string Path, string Text)[] files) =>
        SpecLinker.Link(new(files.Select(file => SpecFile.Parse(file.Path, file.Text))));

    private static (string Path, string Text)[] Edit(string piece, string edit)
    {
        var (path, text) = Assert.Single(Texts, file => file.Text.Contains(piece, StringComparison.Ordinal));
        Assert.Equal(text.IndexOf(piece, StringComparison.Ordinal), text.LastIndexOf(piece, StringComparison.Ordinal));
        return [.. Texts.Select(file => file.Path == path ? (path, text.Replace(piece, edit, StringComparison.Ordinal)) : file)];
    }

    public static string Unmarked(string text) =>
        text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    public static SpecLocation Marked(string path, string text)
    {
        var start = text.IndexOf("[|", StringComparison.Ordinal);
        var length = text.IndexOf("|]", StringComparison.Ordinal) - start - 2;
        var line = text[..start].Count(character => character == '\n');
        var column = start - (text.LastIndexOf('\n', start) + 1);
        return new(path, start, length, line, column, line, column + length);
    }
}
