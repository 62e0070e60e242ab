using Mqtt5Gen.Conformance.Command;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Tests.Harness;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>The command line.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("say which broker: --broker HOST:PORT, or --peer NAME; --help tells more")]
    [InlineData("there is no peer 'x'; there are mqtt5gen and mosquitto", "--peer", "x")]
    [InlineData("'localhost' is no HOST:PORT", "--broker", "localhost")]
    [InlineData("no test has 'no such text' in its name, section or statements", "--peer", "mqtt5gen", "--only", "no such text")]
    public async Task WrongUsageIsToldInOneLine(string told, params string[] args)
    {
        var (code, _, errors) = await RunAsync(args);
        Assert.Equal((2, told), (code, errors.Trim()));
    }

    [Fact]
    public async Task EachStatementIsALineAndTheCodeSaysWhetherOneFailed()
    {
        await using var good = Broker("D0 00");
        var (code, output, _) = await RunAsync("--broker", Address(good), "--capabilities", "QoS1", "--only", "MQTT-3.12.4-1");
        Assert.Equal(0, code);
        Assert.Matches(@"(?m)^passed +MQTT-3\.12\.4-1 +PINGREQ is answered with PINGRESP\r?$", output);
        Assert.Matches("(?m)^not applicable +3.1.1/MQTT-3.12.4-1 ", output);

        await using var bad = Broker("D1 00");
        (code, output, _) = await RunAsync("--broker", Address(bad), "--capabilities", "QoS1", "--only", "MQTT-3.12.4-1");
        Assert.Equal(1, code);
        Assert.Matches(@"(?m)^failed +MQTT-3\.12\.4-1 ", output);
        Assert.Contains("EveryPingIsAnswered: the broker sent what breaks", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReportIsAMatrix()
    {
        await using var broker = Broker("D0 00");
        var file = Path.GetTempFileName();
        await RunAsync("--broker", Address(broker), "--capabilities", "QoS1", "--only", "3.12.4-1", "--report", file);
        var report = await File.ReadAllTextAsync(file);
        File.Delete(file);
        Assert.Contains($"| statement | says | {Address(broker)} |", report, StringComparison.Ordinal);
        Assert.Contains("| MQTT-3.12.4-1 | PINGREQ is answered with PINGRESP | passed |", report, StringComparison.Ordinal);
        Assert.Contains("Nothing failed.", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt5gen", "Mqtt5Gen")]
    [InlineData("mosquitto", "mosquitto ")]
    public async Task APeerIsStartedTestedAndStopped(string peer, string name)
    {
        var (code, output, _) = await RunAsync("--peer", peer, "--only", "EveryPingIsAnswered");
        Assert.Equal(0, code);
        Assert.StartsWith(name, output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^passed +3\.1\.1/MQTT-3\.12\.4-1 ", output);
    }

    [Fact]
    public async Task WithoutCapabilitiesTheBrokersConnAckIsAsked()
    {
        // Maximum QoS 1, Retain Available 0; Topic Alias Maximum 5; no 3.1.1, and no client without identifier.
        await using var broker = new ScriptedBroker(packet => packet[8] == 5 && packet[^1] != 0 ? Bytes("20 0a 00 00 07 24 01 25 00 22 0005") : ScriptedBroker.Close);
        var capabilities = await CapabilityList.AskAsync(broker.Target);
        Assert.Equal(
            Capability.QoS1 | Capability.LastingSessions | Capability.WillDelay | Capability.Wildcards | Capability.SubscriptionIdentifiers | Capability.SharedSubscriptions | Capability.TopicAliases,
            capabilities);
    }

    [Theory]
    [InlineData("QoS1,Retain")]
    [InlineData("qos1 retain\n")]
    public void CapabilitiesAreAListOrAFile(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        Assert.Equal(Capability.QoS1 | Capability.Retain, CapabilityList.Read(text));
        Assert.Equal(Capability.QoS1 | Capability.Retain, CapabilityList.Read(file));
        File.Delete(file);
    }

    [Theory]
    [InlineData("QoS1,Retian")]
    [InlineData("3")]
    public void ACapabilityThatThereIsNotIsTold(string text)
    {
        var error = Assert.Throws<UsageException>(() => CapabilityList.Read(text));
        Assert.StartsWith($"there is no capability '{text.Split(',')[^1]}'; there are QoS1, QoS2, Retain", error.Message, StringComparison.Ordinal);
    }

    private static ScriptedBroker Broker(string onPing) =>
        new(packet => packet[0] >> 4 == (int)PacketType.Connect ? Bytes("20 03 00 00 00") : Bytes(onPing));

    private static byte[] Bytes(string hex) => Mqtt5Gen.Protocol.Tests.Vectors.Hex.Parse(hex);

    private static string Address(ScriptedBroker broker) => broker.Target.EndPoints[Profile.Usual].ToString()!;

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        return (await ConformanceCommand.RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }
}
