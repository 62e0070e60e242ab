using Mqtt5Gen.Cli.Tests.Harness;

namespace Mqtt5Gen.Cli.Tests.Inspecting;

/// <summary>What <c>mqtt5gen inspect</c> writes for people.</summary>
public sealed class InspectTests
{
    [Fact]
    public async Task EveryFieldIsNamedWithItsPlace()
    {
        var run = await CliRun.Of("inspect", "34 12 0003 612f62 000a 07 01 01 02 0000003c 68 69 21");

        Assert.Equal(
            """
            PUBLISH, MQTT 5.0, from the client (assumed; --from tells), 20 bytes
              Offset  Bytes           Field                     Value
              0       34              Type                      PUBLISH (3), flags 0100
              0       ....0...          Dup                     no
              0       .....10.          QoS                     ExactlyOnce (2)
              0       .......0          Retain                  no
              1       12              RemainingLength           18
              2       00 03 61 2f 62  TopicName                 "a/b"
              7       00 0a           PacketId                  10
              9                       Properties                7 bytes
              9       07                Length                  7
              10      01 01             PayloadFormatIndicator  Utf8 (1)
              12      02 00 00 00 3c    MessageExpiryInterval   60
              17      68 69 21        Payload                   "hi!"
            """,
            string.Join('\n', run.Lines));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ItemsAndTheirBitsAreNamed()
    {
        var run = await CliRun.Of("inspect", "82 07 0001 00 0001 61 2e");

        Assert.Equal(
            [
                "  5                 Subscriptions            1 item",
                "  5                   Subscription",
                "  5       00 01 61      TopicFilter          \"a\"",
                "  8       2e            SubscriptionOptions  0x2E",
                "  8       00......        (fixed)            00",
                "  8       ..10....        RetainHandling     DoNotSend (2)",
                "  8       ....1...        RetainAsPublished  yes",
                "  8       .....1..        NoLocal            yes",
                "  8       ......10        MaximumQoS         ExactlyOnce (2)",
            ],
            run.Lines.Skip(9));
    }

    [Fact]
    public async Task TheBrokenRuleIsToldWithItsPlace()
    {
        var run = await CliRun.Of("inspect", "30 09 0003 612f62 03 23 0000");

        Assert.Equal(
            """
            PUBLISH, MQTT 5.0, from the client (assumed; --from tells), 11 bytes
               Offset  Bytes           Field            Value
               0       30              Type             PUBLISH (3), flags 0000
               0       ....0...          Dup            no
               0       .....00.          QoS            AtMostOnce (0)
               0       .......0          Retain         no
               1       09              RemainingLength  9
               2       00 03 61 2f 62  TopicName        "a/b"
               7                       Properties       3 bytes
               7       03                Length         3
            >  8       23 00 00          TopicAlias     0
            Breaks MQTT-3.3.2-8 TopicAliasIsNotZero at byte 9: No Topic Alias is 0.
            Section 3.3.2.3. The answer is TopicAliasInvalid (0x94).
                 0  30 09 00 03 61 2f 62 03 23 00 00
                                               ^^
            """,
            string.Join('\n', run.Lines));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("30", "Incomplete: it ends inside its length, at least 1 byte is missing.")]
    [InlineData("30 80", "Incomplete: it ends inside its length, at least 1 byte is missing.")]
    [InlineData("30 07 0001 61", "Incomplete: 4 bytes of 9 missing.")]
    [InlineData("30 04 0001 61", "Incomplete: 1 byte of 6 missing.")]
    public async Task WhatIsMissingIsCounted(string hex, string last)
    {
        var run = await CliRun.Of("inspect", hex);

        Assert.Equal((1, last), (run.ExitCode, run.Lines[^1]));
    }

    [Fact]
    public async Task AnIncompletePacketIsReadAsFarAsItGoes()
    {
        var run = await CliRun.Of("inspect", "30 07 0001 61");

        Assert.Contains("  2       00 01 61  TopicName        \"a\"", run.Lines);
    }

    [Theory]
    [InlineData("30 80808080 01", "Breaks RemainingLengthIsAtMostFourBytes at byte 1: A Variable Byte Integer has four bytes at most.")]
    [InlineData("c0 8000", "Breaks MQTT-1.5.5-1 VariableByteIntegerIsShortest at byte 1: A Variable Byte Integer takes no more bytes than its value needs.")]
    [InlineData("00 00", "Breaks PacketTypeIsKnown at byte 0: The packet type exists in this version of the protocol.")]
    public async Task FaultsOfFramingAreTold(string hex, string broken)
    {
        var run = await CliRun.Of("inspect", hex);

        Assert.Contains(broken, run.Lines);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task PacketsInARowAreToldApartEachInTheVersionThatConnectSaid()
    {
        var run = await CliRun.Of("inspect", "10 0c 0004 4d515454 04 02 003c 0000  20 02 00 05  30 03 0001 61");

        Assert.Equal(
            [
                "CONNECT, MQTT 3.1.1, from the client (nobody else sends it), 14 bytes, at byte 0 of the input",
                "CONNACK, MQTT 3.1.1, from the server (nobody else sends it), 4 bytes, at byte 14 of the input",
                "PUBLISH, MQTT 3.1.1, from the client (assumed; --from tells), 5 bytes, at byte 18 of the input",
            ],
            run.Lines.Where(line => line.Contains("MQTT 3", StringComparison.Ordinal)));
        Assert.Contains("  3       05        ReasonCode               NotAuthorized (0x05)", run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task WhatFollowsABrokenPacketIsReadToo()
    {
        var run = await CliRun.Of("inspect", "36 06 0001 61 0001 00  c0 00");

        Assert.Contains("PINGREQ, MQTT 5.0, from the client (nobody else sends it), 2 bytes, at byte 8 of the input", run.Lines);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("30 06 0001 61 02 0b 01", "(it is not valid from the other side)", "server")]
    [InlineData("30 06 0001 61 02 0b 00", "(assumed; --from tells)", "client")]
    [InlineData("40 02 0001", "(assumed; --from tells)", "client")]
    [InlineData("d0 00", "(nobody else sends it)", "server")]
    public async Task TheSenderIsFoundWhereItIsNotTold(string hex, string reason, string sender)
    {
        var run = await CliRun.Of("inspect", hex);

        Assert.Contains($"from the {sender} {reason}", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSenderIsTheOneThatIsTold()
    {
        var run = await CliRun.Of("inspect", "30 06 0001 61 02 0b 01", "--from", "client");

        Assert.StartsWith("PUBLISH, MQTT 5.0, from the client, ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("Breaks MQTT-3.3.4-6 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheVersionIsTheOneThatIsTold()
    {
        var run = await CliRun.Of("inspect", "--version", "3.1.1", "f000");

        Assert.Contains("Breaks PacketTypeIsKnown at byte 0: The packet type exists in this version of the protocol.", run.Lines);
    }

    [Fact]
    public async Task LongValuesAreCut()
    {
        var run = await CliRun.Of("inspect", "30 68 0001 61 00 78*100");

        Assert.Contains($"  6       {string.Join(' ', Enumerable.Repeat("78", 16))} ... (100 bytes)  Payload          \"{new string('x', 79)}...", run.Lines);
    }

    [Theory]
    [InlineData("inspect", "nothing to inspect")]
    [InlineData("inspect 30 0", "'0' is not hexadecimal")]
    [InlineData("inspect c000 --version 4.0", "'4.0' is no version of MQTT; there are 3.1, 3.1.1, 5.0")]
    [InlineData("inspect c000 --from broker", "'broker' is no sender; there are client, server")]
    [InlineData("inspect c000 --spec nowhere.yaml", "there is no file or folder 'nowhere.yaml'")]
    public async Task WrongUsageIsOneLine(string line, string named)
    {
        var run = await CliRun.Of(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpNeedsNoBytes()
    {
        var run = await CliRun.Of("inspect", "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  mqtt5gen inspect e001 04 --from client", run.Lines);
    }

    [Fact]
    public async Task AnotherProtocolIsReadByItsOwnSpec()
    {
        using TemporaryFolder folder = new();

        var run = await CliRun.Of("inspect", "26 06 0001 61 0003 80", "--spec", TinyProtocol.Write(folder));

        Assert.Equal(
            """
            NEWS, Tiny 1.0, from the server (nobody else sends it), 8 bytes
              Offset  Bytes     Field            Value
              0       26        Type             NEWS (2), flags 0110
              0       ....0...    Urgent         no
              0       .....11.    Level          High (3)
              0       .......0    (fixed)        0
              1       06        RemainingLength  6
              2       00 01 61  Title            "a"
              5       00 03     Count            3
              7       80        Code             Wrong (0x80)
            """,
            string.Join('\n', run.Lines));
    }

    [Theory]
    [InlineData("04 8c 0001", "2       00 01  Door    1")]
    [InlineData("01 0007 8c 0002 78", "4       00 02     Door    2")]
    public async Task PacketsAreFramedAsTheSpecSays(string hex, string row)
    {
        using TemporaryFolder folder = new();

        var run = await CliRun.Of("inspect", hex, "--spec", Doorbell.Write(folder));

        Assert.Contains(row, run.Lines.Select(line => line.Trim()));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task AnIncompletePacketIsCountedAsTheSpecFramesIt()
    {
        using TemporaryFolder folder = new();

        var run = await CliRun.Of("inspect", "09 8c 00", "--spec", Doorbell.Write(folder));

        Assert.Equal("Incomplete: 6 bytes of 9 missing.", run.Lines[^1]);
    }

    [Fact]
    public async Task AProtocolWithoutSectionsAndAnswersSaysOnlyWhatIsBroken()
    {
        using TemporaryFolder folder = new();

        var run = await CliRun.Of("inspect", "00 8c", "--spec", Doorbell.Write(folder), "--from", "house");

        Assert.Equal(
            """
            RING, Doorbell 1, from the house, 2 bytes
               Offset  Bytes  Field       Value
            >  0       00 8c  (not read)
            Breaks LengthIsNotTooShort at byte 0: The length of a packet counts at least what it must count.
                 0  00 8c
                    ^^
            """,
            string.Join('\n', run.Lines));
    }

    [Fact]
    public async Task TheTwoEndsAreCalledAsTheSpecCallsThem()
    {
        using TemporaryFolder folder = new();
        var spec = Doorbell.Write(folder);

        var run = await CliRun.Of("inspect", "04 8c 0001", "--spec", spec, "--from", "house");
        var wrong = await CliRun.Of("inspect", "04 8c 0001", "--spec", spec, "--from", "server");

        Assert.StartsWith("RING, Doorbell 1, from the house, ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("Breaks PacketIsForThisDirection at byte 1", StringComparison.Ordinal));
        Assert.Equal("'server' is no sender; there are visitor, house", wrong.Error.Trim());
    }

    [Fact]
    public async Task AnOverlayIsReadOnTopOfMqtt()
    {
        using TemporaryFolder folder = new();

        var run = await CliRun.Of("inspect", "30 07 0001 61 03 8001 05  00 01 07", "--spec", AcmeOverlay.Write(folder));

        Assert.Contains("  6       80 01 05    AcmeShare      5", run.Lines);
        Assert.Contains("ACMEPING, MQTT 5.0, from the client (nobody else sends it), 3 bytes, at byte 9 of the input", run.Lines);
        Assert.Equal(0, run.ExitCode);
    }
}
