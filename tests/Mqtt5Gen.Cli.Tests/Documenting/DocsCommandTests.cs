using System.Text.RegularExpressions;
using Mqtt5Gen.Cli.Tests.Harness;

namespace Mqtt5Gen.Cli.Tests.Documenting;

public sealed partial class DocsCommandTests
{
    private const string Folder = "tests/Mqtt5Gen.Cli.Tests/Snapshots";

    [Theory]
    [InlineData("PUBLISH")]
    [InlineData("CONNACK")]
    public async Task ThePageOfAPacketIsAsAccepted(string packet)
    {
        var run = await CliRun.Of("spec", "docs", "--packet", packet);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Match(Folder, packet, "md", run.Out);
    }

    [Fact]
    public async Task EveryPacketHasAPageAndTheIndexLeadsToIt()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of("spec", "docs", "--out", folder.Path("docs"));

        Assert.Equal((0, "", folder.Path("docs") + ": 16 pages"), (run.ExitCode, run.Error, run.Out.TrimEnd()));
        var names = Pages(folder).Keys;
        Assert.Equal(16, names.Count);
        Assert.Equal(
            names.Where(name => name != "README.md").Order(StringComparer.Ordinal),
            PageLink().Matches(Pages(folder)["README.md"]).Select(link => link.Groups["page"].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryLinkLeadsSomewhere()
    {
        using var folder = new TemporaryFolder();
        await CliRun.Of("spec", "docs", "--out", folder.Root);
        var pages = Pages(folder);

        var dead =
            from page in pages
            from Match link in Link().Matches(page.Value)
            let target = link.Groups["page"].Value is { Length: > 0 } other ? other : page.Key
            let anchor = link.Groups["anchor"].Value
            where !pages.TryGetValue(target, out var text) || (anchor.Length > 0 && !Anchors(text).Contains(anchor))
            select $"{page.Key}: {link.Value}";

        Assert.Empty(dead);
    }

    [Fact]
    public async Task EveryRowOfATableHasAsManyCellsAsItsHeading()
    {
        using var folder = new TemporaryFolder();
        await CliRun.Of("spec", "docs", "--out", folder.Root);

        foreach (var (name, text) in Pages(folder))
        {
            var expected = 0;
            foreach (var line in text.Split('\n'))
            {
                var bars = line.StartsWith('|') ? Bar().Count(line) : 0;
                if (expected > 0 && bars > 0) Assert.True(bars == expected, $"{name}: {line}");
                expected = bars;
            }
        }
    }

    [Fact]
    public async Task TheSameSpecGivesTheSamePages()
    {
        using TemporaryFolder first = new(), second = new();

        await CliRun.Of("spec", "docs", "mqtt", "--out", first.Root);
        await CliRun.Of("spec", "docs", Repository.Spec, "--out", second.Root);

        Assert.Equal(Pages(first), Pages(second));
    }

    [Fact]
    public async Task WhatProseHoldsIsNoMarkup()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, "packets/03-publish.yaml", "Carries an Application Message.", "Carries a|b <c> *d* _e_ [f].");

        var run = await CliRun.Of("spec", "docs", folder.Root, "--packet", "PUBLISH");

        Assert.Contains(@"Carries a|b \<c> \*d\* \_e\_ \[f\].", run.Lines);
    }

    [Fact]
    public async Task ABarInACellIsEscaped()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, "packets/03-publish.yaml", "The message itself; may be empty.", "a|b");

        var run = await CliRun.Of("spec", "docs", folder.Root, "--packet", "publish");

        Assert.Contains(run.Lines, line => line.StartsWith("| `Payload` |", StringComparison.Ordinal) && line.Contains(@" a\|b |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task APageTellsWhatAnOverlayNarrows()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of("spec", "docs", AcmeOverlay.Write(folder), "--packet", "CONNECT");

        var row = Assert.Single(run.Lines, line => line.StartsWith("| 0x21 | `ReceiveMaximum` |", StringComparison.Ordinal));
        Assert.Contains("| 1..65535; narrowed to 1..100 |", row, StringComparison.Ordinal);
        Assert.EndsWith("[AcmeReceiveMaximum](#acmereceivemaximum) |", row, StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("| <a id=\"acmereceivemaximum\"></a> | AcmeReceiveMaximum | Acme 2 |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AProtocolOfAnotherFrameIsDrawnAsItIs()
    {
        using var folder = new TemporaryFolder();
        var spec = folder.Write("news.yaml", """
            protocol: NEWS
            roles: [reader, paper]
            frame: { first: length, length: u8, counts: packet, type: u8 }
            """);
        folder.Write("item.yaml", """
            packet: ITEM
            type: 0x1C
            sent-by: paper
            header:
              - { name: Number, type: u16 }
              - name: Kind
                type: u8
                bits:
                  7: { name: Urgent }
                  6-4: { unused: true }
                  3-0: { name: Depth, type: bits }
              - { name: Text, type: utf8-rest }
            """);

        var run = await CliRun.Of("spec", "docs", folder.Root, "--packet", "ITEM");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
                            7        6        5        4        3        2        1        0
                        +-----------------------------------------------------------------------+
            byte 1      | Length (one byte) of the whole packet                                 |
                        +--------+--------+--------+--------+--------+--------+--------+--------+
            byte 2      |   0    |   0    |   0    |   1    |   1    |   1    |   0    |   0    |
                        +--------+--------+--------+--------+--------+--------+--------+--------+
            body 1 to 2 | Number (Two Byte Integer)                                             |
                        +--------+--------------------------+-----------------------------------+
            body 3      | Urgent |          unused          |               Depth               |
                        +--------+--------------------------+-----------------------------------+
            body 4 on   | Text (all that is left of the packet, as UTF-8)                       |
                        +-----------------------------------------------------------------------+
            """,
            string.Join('\n', run.Lines.SkipWhile(line => line != "```text").Skip(1).TakeWhile(line => line != "```")));
        Assert.Contains("| 3-0 | `Depth` | 0..15 |", run.Lines);
    }

    [Theory]
    [InlineData("--packet", "PUBLICH", "MQTT has no packet 'PUBLICH'; it has CONNECT, CONNACK, PUBLISH,")]
    [InlineData("--out", "/dev/null/docs", "the pages cannot be written to '/dev/null/docs'")]
    [InlineData("missing.yaml", "--packet=PUBLISH", "there is no file or folder 'missing.yaml'")]
    [InlineData("mqtt", "mqtt", "say where to write the pages (--out DIR), or which packet to show (--packet NAME)")]
    public async Task WhatCannotBeDoneIsTold(string first, string second, string message)
    {
        var run = await CliRun.Of("spec", "docs", first, second);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASpecWithFaultsHasNoPages()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, "packets/03-publish.yaml", "type: rest", "type: rests");

        var run = await CliRun.Of("spec", "docs", folder.Root, "--packet", "PUBLISH");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(folder.Path("packets/03-publish.yaml(27,28): error MQS101: "), run.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Pages(TemporaryFolder folder) =>
        Directory.EnumerateFiles(folder.Root, "*.md", SearchOption.AllDirectories).ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

    private static HashSet<string> Anchors(string text) =>
    [
        .. Target().Matches(text).Select(target => target.Groups["id"].Value),
        .. Heading().Matches(text).Select(heading => heading.Groups["text"].Value.ToLowerInvariant().Replace(' ', '-')),
    ];

    [GeneratedRegex(@"\]\((?<page>[^)#]*)(#(?<anchor>[^)]+))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?<page>\d\d-\w+\.md)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex PageLink();

    [GeneratedRegex("<a id=\"(?<id>[^\"]+)\">", RegexOptions.ExplicitCapture)]
    private static partial Regex Target();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
