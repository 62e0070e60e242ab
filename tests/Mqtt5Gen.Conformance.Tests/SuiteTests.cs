using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Tests.Harness;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>A broker that breaks a rule fails the test of that rule, and the result says what was seen.</summary>
public sealed class SuiteTests
{
    private const string Accept = "20 03 00 00 00";
    private const string Ping = "EveryPingIsAnswered";
    private const string Broken = "PublishQoS3 is answered";

    [Theory]
    [InlineData(Ping, PacketType.PingReq, "D0 00")]
    [InlineData(Broken, PacketType.Publish, "close")]
    [InlineData(Broken, PacketType.Publish, "E0 01 81")]
    [InlineData("PubAckIsWithinTheClientsMaximumPacketSize", PacketType.Publish, "40 02 0003")]
    public async Task ABrokerThatDoesWhatTheTestDemandsPasses(string test, PacketType on, string answer)
    {
        var result = await RunAsync(test, on, answer);
        Assert.Equal((Outcome.Passed, ""), (result.Outcome, result.Detail));
    }

    [Theory]
    [InlineData(Ping, PacketType.PingReq, "D1 00", "the broker sent what breaks FixedHeaderFlagsAreAsListed [MQTT-2.1.3-1]")]
    [InlineData(Ping, PacketType.PingReq, "90 04 0001 00 00", "SUBACK came; PingResp was expected")]
    [InlineData(Ping, PacketType.PingReq, "FF FF FF FF FF FF", "the broker sent what is no packet")]
    [InlineData(Ping, PacketType.PingReq, "close", "the broker closed the connection; PingResp was expected")]
    [InlineData(Ping, PacketType.PingReq, "silence", "nothing came within")]
    [InlineData(Ping, PacketType.Connect, "20 03 00 87 00", "CONNECT was refused with 0x87")]
    [InlineData(Broken, PacketType.Publish, "silence", "the end of the connection was expected")]
    [InlineData(Broken, PacketType.Publish, "E0 01 94", "DISCONNECT has 0x94, not 0x81 or 0x82")]
    [InlineData(Broken, PacketType.Publish, "40 02 0001", "PUBACK of 1 with 0x00 came; the end of the connection was expected")]
    [InlineData("PubAckIsWithinTheClientsMaximumPacketSize", PacketType.Publish, "40 47 0003 00 43 1f 0040 61*64", "above the client's Maximum Packet Size of 64")]
    [InlineData("ReasonStringsAndUserPropertiesAreNotSentToWhoDoesNotWantThem", PacketType.Subscribe, "90 09 0001 04 1f 0001 61 00 00", "[MQTT-3.1.2-29]")]
    public async Task AWrongAnswerFailsAndIsTold(string test, PacketType on, string answer, string told)
    {
        var result = await RunAsync(test, on, answer);
        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.Contains(told, result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheBrokerDoesNotOfferIsNotApplicable()
    {
        await using var broker = new ScriptedBroker(_ => ScriptedBroker.Close);
        var target = broker.Target with { Capabilities = Capability.QoS1 };
        var result = await Runner.RunAsync(Find("EachMessageGoesToOneMemberOfEachGroup"), target);
        Assert.Equal((Outcome.NotApplicable, "it does not offer SharedSubscriptions"), (result.Outcome, result.Detail));

        var limited = await Runner.RunAsync(Find("ABrokerWithoutQoS2SaysSo"), target);
        Assert.Equal((Outcome.NotApplicable, "it was not given configured as Limited"), (limited.Outcome, limited.Detail));
    }

    [Fact]
    public async Task ResultsComeInTheOrderOfTheTests()
    {
        await using var broker = new ScriptedBroker(_ => ScriptedBroker.Close);
        var results = await Runner.RunAsync(TestList.All, broker.Target with { Capabilities = Capability.None, EndPoints = new Dictionary<Profile, System.Net.EndPoint>() }, CancellationToken.None);
        Assert.Equal(TestList.All, results.Select(result => result.Case));
    }

    private static async Task<CaseResult> RunAsync(string test, PacketType on, string answer)
    {
        await using var broker = new ScriptedBroker(packet => Type(packet) == on ? Bytes(answer) : Type(packet) is PacketType.Connect ? Bytes(Accept) : Usual(packet));
        var target = answer == "silence" ? broker.Target with { Deadline = TimeSpan.FromSeconds(0.5) } : broker.Target;
        return await Runner.RunAsync(Find(test), target);
    }

    private static TestCase Find(string name) => TestList.All.Single(test => test.Name == name);

    private static PacketType Type(byte[] packet) => (PacketType)(packet[0] >> 4);

    private static byte[]? Usual(byte[] packet) => Type(packet) is PacketType.PingReq ? Bytes("D0 00") : null;

    private static byte[]? Bytes(string answer) => answer switch
    {
        "silence" => null,
        "close" => ScriptedBroker.Close,
        _ => Mqtt5Gen.Protocol.Tests.Vectors.Hex.Parse(answer),
    };
}
