using System.Text.Json;
using Mqtt5Gen.Cli.Tests.Harness;

namespace Mqtt5Gen.Cli.Tests.Inspecting;

/// <summary>What <c>mqtt5gen inspect --json</c> writes for programs.</summary>
public sealed class InspectJsonTests
{
    [Fact]
    public async Task EveryPartHasItsPlaceAndBytes()
    {
        var packet = Assert.Single(await Packets("82 0a 0001 03 0b 8001 0001 61 01", exitCode: 0));

        Assert.Equal(("SUBSCRIBE", "client", "decoded"), (Text(packet, "packet"), Text(packet, "sender"), Text(packet, "verdict")));
        Assert.Equal("820a0001030b8001" + "00016101", Text(packet, "hex"));
        Assert.Equal(["Type", "RemainingLength", "PacketId", "Properties", "Subscriptions"], Parts(packet).Select(part => Text(part, "name")));

        var property = Parts(Parts(packet)[3])[1];
        Assert.Equal(("property", "SubscriptionIdentifier", "128", "0b8001"), (Text(property, "kind"), Text(property, "name"), Text(property, "value"), Text(property, "hex")));
        Assert.Equal((5, 3), (property.GetProperty("offset").GetInt32(), property.GetProperty("length").GetInt32()));

        var options = Parts(Parts(Parts(packet)[4])[0])[1];
        Assert.Equal(["7-6", "5-4", "3", "2", "1-0"], Parts(options).Select(part => Text(part, "bits")));
    }

    [Fact]
    public async Task TheBrokenRuleIsTold()
    {
        var packets = await Packets("36 00 c0 00", exitCode: 1);

        var broken = packets[0].GetProperty("broken");
        Assert.Equal(("broken", "decoded"), (Text(packets[0], "verdict"), Text(packets[1], "verdict")));
        Assert.Equal(("PublishQoSIsNotThree", "MQTT-3.3.1-4", "3.3.1.2", "MalformedPacket"), (Text(broken, "rule"), Text(broken, "id"), Text(broken, "section"), Text(broken, "answer")));
        Assert.Equal((0, 0x81), (broken.GetProperty("at").GetInt32(), broken.GetProperty("answerCode").GetInt32()));
        Assert.Equal("The QoS of a PUBLISH is 0, 1 or 2.", Text(broken, "about"));
        Assert.Equal(2, packets[1].GetProperty("offset").GetInt32());
    }

    [Fact]
    public async Task WhatIsMissingIsCounted()
    {
        var packet = Assert.Single(await Packets("40 02 00", exitCode: 1));

        Assert.Equal(("incomplete", 1), (Text(packet, "verdict"), packet.GetProperty("missingBytes").GetInt32()));
    }

    private static async Task<List<JsonElement>> Packets(string hex, int exitCode)
    {
        var run = await CliRun.Of("inspect", hex, "--json");

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        return [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("packets").EnumerateArray()];
    }

    private static List<JsonElement> Parts(JsonElement element) => [.. element.GetProperty("parts").EnumerateArray()];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
