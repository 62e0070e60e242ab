using System.Text.Json;
using Mqtt5Gen.Cli.Tests.Harness;

namespace Mqtt5Gen.Cli.Tests.Comparing;

public sealed class DiffCommandTests
{
    private const string Publish = "packets/03-publish.yaml";

    [Fact]
    public async Task TheSameSpecHasNoDifference()
    {
        var run = await CliRun.Of("spec", "diff", "mqtt", Repository.Spec);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["no difference", "an old receiver reads a new sender: yes", "a new receiver reads an old sender: yes"], run.Lines);
    }

    [Fact]
    public async Task ABreakingChangeIsToldWithItsReason()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, "properties.yaml", "name: TopicAlias\n    type: u16\n    in: 1..65535", "name: TopicAlias\n    type: u16\n    in: 1..100");

        var run = await CliRun.Of("spec", "diff", "mqtt", folder.Root);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                "PUBLISH",
                "  breaking       Properties.TopicAlias: 1..65535 became 1..100 (5.0)",
                "                 a new receiver refuses 101..65535, which an old sender may send",
                "",
                "1 breaking, 0 compatible, 0 documentation",
                "an old receiver reads a new sender: yes",
                "a new receiver reads an old sender: no",
            ],
            run.Lines);
    }

    [Fact]
    public async Task DocumentationBreaksNobody()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, Publish, "Carries an Application Message.", "Carries a message.");

        var run = await CliRun.Of("spec", "diff", "mqtt", folder.Root);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("0 breaking, 0 compatible, 1 documentation", run.Lines);
    }

    [Fact]
    public async Task JsonHoldsEveryChange()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, Publish, "if: QoS > 0", "if: QoS > 1");

        var run = await CliRun.Of("spec", "diff", "mqtt", folder.Root, "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        var change = Assert.Single(json.RootElement.GetProperty("changes").EnumerateArray());
        Assert.True(json.RootElement.GetProperty("breaking").GetBoolean());
        Assert.Equal(("PUBLISH", "PacketId", "breaking"), (change.GetProperty("group").GetString(), change.GetProperty("item").GetString(), change.GetProperty("verdict").GetString()));
        Assert.True(change.GetProperty("breaksOldReceiver").GetBoolean() && change.GetProperty("breaksNewReceiver").GetBoolean());
    }

    [Fact]
    public async Task AnOverlayIsComparedOnTopOfMqtt()
    {
        using var folder = new TemporaryFolder();
        var overlay = folder.Write("acme.yaml", "overlay: MQTT\nallow:\n  - { property: ContentType, in: PUBACK }\n");

        var run = await CliRun.Of("spec", "diff", "mqtt", overlay);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("  breaking       Properties.ContentType: may stand here (5.0)", run.Lines);
    }

    [Fact]
    public async Task WhatAnOverlayNarrowsBreaksNewReceivers()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of("spec", "diff", "mqtt", AcmeOverlay.Write(folder));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("  breaking       Properties.ReceiveMaximum: 1..65535 became 1..100 (5.0)", run.Lines);
        Assert.Contains("  breaking       KeepAlive: 0..65535 became 10..600", run.Lines);
        Assert.Contains("  breaking       Properties.TopicAlias: may no longer stand here (5.0)", run.Lines);
        Assert.Contains("  breaking       Properties.AcmeShare: may stand here (5.0)", run.Lines);
        Assert.Contains("  breaking       check added: QoS < ExactlyOnce", run.Lines);
        Assert.Contains("  breaking       packet added (type 0)", run.Lines);
    }

    [Theory]
    [InlineData("mqtt", "missing", "there is no file or folder 'missing'")]
    [InlineData("missing", "mqtt", "there is no file or folder 'missing'")]
    public async Task ASpecThatIsNotThereIsTold(string before, string after, string message)
    {
        var run = await CliRun.Of("spec", "diff", before, after);

        Assert.Equal((2, "", message), (run.ExitCode, run.Out, run.Error.TrimEnd()));
    }
}
