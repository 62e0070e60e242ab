using System.Text.RegularExpressions;
using CsCheck;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Linking;

/// <summary>Whatever an editor does to a spec, it links, or it is told where it does not.</summary>
public sealed partial class MutationTests
{
    private static readonly (string Path, string Text)[] Files = [.. RepositorySpec.Files, (OverlaySpec.Path, Overlay)];
    private static readonly SpecFile[] Parsed = [.. Files.Select(file => SpecFile.Parse(file.Path, file.Text))];
    private static readonly string[] Words = [.. Files.SelectMany(file => Word().Matches(file.Text)).Select(match => match.Value).Distinct()];

    // What a slip of the keyboard leaves, what another YAML would understand, and what no spec holds.
    private static readonly string[] Slips =
    [
        "", " ", "\n", "\t", "\r", "{", "}", "[", "]", "{}", "[]", ":", ": ", ",", "#", " # ", "'", "\"", "-", "- ", "---\n", "...\n", "%", "|", ">", "?", "&a ", "*a", "!t ", "@", "`",
        "~", "null", "yes", "no", "on", "true", "0", "-1", "0x", "0b2", "1e9", "1..0", "..", "99999999999999999999999", "\uFEFF", "\0", "\u2028", "é", "😀", "\ud83d",
    ];

    private const string Overlay = """
        overlay: MQTT
        rules:
          - { id: ACME-1, name: AcmeIsKept, section: "A", actor: both, kept-by: codec, about: "Kept." }
        properties:
          - { id: 0x80, name: AcmeShare, type: u8, allowed: [PUBLISH, { in: WILL, sent-by: client }] }
        packets:
          - { packet: ACMEPING, spelled: AcmePing, type: 0, section: "A", sent-by: client, header: [{ name: Share, type: u8 }] }
        allow:
          - { property: ContentType, in: [PUBACK, PUBREC] }
          - { reason-code: QuotaExceeded, in: UNSUBACK }
        narrow:
          - { property: CONNECT.ReceiveMaximum, in: 1..100, rule: AcmeIsKept }
          - { field: CONNECT.KeepAlive, in: 10..600, rule: AcmeIsKept }
          - { property: CorrelationData, not-in: PUBLISH, rule: AcmeIsKept }
          - { reason-code: TopicNameInvalid, not-in: PUBACK }
          - { packet: SUBSCRIBE.Subscription, then: TopicFilter is not wildcard, rule: AcmeIsKept }
          - { packet: PUBLISH, keep: QoS < MaximumQoS, rule: AcmeIsKept }
        """;

    private static readonly Gen<Func<string, string>> Mutation = Gen.OneOf(
        Gen.Select(Gen.Double[0, 1], place => (Func<string, string>)(text => Edit(text, Line(), place, _ => ""))),
        Gen.Select(Gen.Double[0, 1], place => (Func<string, string>)(text => Edit(text, Line(), place, line => line + line))),
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], (place, other) => (Func<string, string>)(text => Swap(text, Line(), place, other))),
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], (place, other) => (Func<string, string>)(text => Swap(text, Word(), place, other))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, Slips.Length - 1], (place, slip) => (Func<string, string>)(text => Edit(text, Word(), place, _ => Slips[slip]))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, Words.Length - 1], (place, word) => (Func<string, string>)(text => Edit(text, Word(), place, _ => Words[word]))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, Slips.Length - 1], (place, slip) => (Func<string, string>)(text => text.Insert((int)(place * text.Length), Slips[slip]))),
        Gen.Select(Gen.Double[0, 1], place => (Func<string, string>)(text => text[..(int)(place * text.Length)])));

    [Fact]
    public void TheUnchangedFilesLink() => Assert.Empty(SpecLinker.Link(new(Parsed)).Diagnostics.Select(TinySpec.Describe));

    [Fact]
    public void AnEditedSpecLinksOrIsToldWhereItDoesNot() =>
        Gen.Select(Gen.Int[0, Files.Length - 1], Mutation.Array[1, 3]).Sample(
            (index, mutations) =>
            {
                var (path, original) = Files[index];
                var text = mutations.Aggregate(original, (before, mutate) => mutate(before));
                var file = SpecFile.Parse(path, text);
                var result = SpecLinker.Link(new([.. Parsed.Where(other => other.Path != path), file]));

                Assert.Equal(result.Protocol is null, result.Diagnostics.Any(diagnostic => diagnostic.IsError));
                Assert.All(result.Diagnostics, diagnostic => AssertStands(diagnostic, path, text));
            },
            iter: 2000,
            print: sample => Difference(Files[sample.Item1], sample.Item2.Aggregate(Files[sample.Item1].Text, (before, mutate) => mutate(before))));

    // Where the diagnostic says, the text has what it underlines: the offsets and the lines and columns agree.
    private static void AssertStands(SpecDiagnostic diagnostic, string path, string edited)
    {
        var at = diagnostic.At;
        var text = at.Path == path ? edited : Files.Single(file => file.Path == at.Path).Text;
        Assert.InRange(at.Start, 0, text.Length);
        Assert.InRange(at.Start + at.Length, at.Start, text.Length);
        Assert.Matches("[.?]$", diagnostic.Message);
        Assert.Equal((at.StartLine, at.StartColumn), Position(text, at.Start));
        Assert.Equal((at.EndLine, at.EndColumn), Position(text, at.Start + at.Length));
    }

    private static string Difference((string Path, string Text) file, string edited)
    {
        const int Around = 60;
        var start = file.Text.AsSpan().CommonPrefixLength(edited);
        var end = edited.Length;
        for (var back = 1; end > start && file.Text.Length - back >= start && file.Text[^back] == edited[end - 1]; back++) end--;
        return $"{file.Path} from {start} to {end}: {edited[Math.Max(0, start - Around)..Math.Min(edited.Length, end + Around)]}";
    }

    private static (int Line, int Column) Position(string text, int offset)
    {
        var (line, start) = (0, 0);
        for (var i = 0; i < offset; i++)
        {
            var isPair = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (isPair || text[i] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029')) continue;

            (line, start) = (line + 1, i + 1);
        }

        return (line, offset - start);
    }

    private static string Edit(string text, Regex part, double place, Func<string, string> edit)
    {
        var matches = part.Matches(text);
        if (matches.Count == 0) return text;

        var match = matches[(int)(place * (matches.Count - 1))];
        return text.Remove(match.Index, match.Length).Insert(match.Index, edit(match.Value));
    }

    private static string Swap(string text, Regex part, double one, double other)
    {
        var matches = part.Matches(text);
        if (matches.Count == 0) return text;

        var first = matches[(int)(Math.Min(one, other) * (matches.Count - 1))];
        var second = matches[(int)(Math.Max(one, other) * (matches.Count - 1))];
        return first.Index == second.Index
            ? text
            : text.Remove(second.Index, second.Length).Insert(second.Index, first.Value).Remove(first.Index, first.Length).Insert(first.Index, second.Value);
    }

    [GeneratedRegex(@"[^\n]*\n")]
    private static partial Regex Line();

    [GeneratedRegex(@"[\w.\-/$]+")]
    private static partial Regex Word();
}
