using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Chapter1;

/// <summary>Data representation.</summary>
[Section("1.5", "Data representation")]
internal static class Section05Data
{
    public static readonly byte[][] IllFormed =
    [
        [0xFF],
        [0xC3],
        [0xC0, 0x80], // U+0000, too long
        [0xC1, 0xBF],
        [0xE0, 0x80, 0xAF],
        [0xED, 0xA0, 0x80], // U+D800
        [0xED, 0xBF, 0xBF], // U+DFFF
        [0xF4, 0x90, 0x80, 0x80], // beyond U+10FFFF
        [0xF8, 0x88, 0x80, 0x80, 0x80],
    ];

    [Requirement("MQTT-1.5.4-1", "3.1.1/MQTT-1.5.3-1")]
    public static async Task IllFormedUtf8ClosesTheConnection(Bench bench)
    {
        foreach (var bytes in IllFormed)
        {
            var client = await bench.ConnectAsync();
            await client.SendAsync(new Publish { TopicName = new Utf8String(bytes) });
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        }
    }

    [Requirement("MQTT-1.5.4-2", "3.1.1/MQTT-1.5.3-2")]
    public static async Task ANulInAStringClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Publish { TopicName = bench.Topic("a\0") });
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
    }

    [Requirement("MQTT-1.5.4-3", "3.1.1/MQTT-1.5.3-3")]
    public static async Task AByteOrderMarkIsPartOfTheString(Bench bench)
    {
        var topic = bench.Topic("\uFEFFa\uFEFF");
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(topic);
        await client.SubscribeAsync(bench.Topic("a"));
        await client.PublishAsync(topic, "x");
        Check.Equal<Utf8String>(topic, (await client.ExpectMessageAsync("x")).TopicName, "the Topic Name");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-1.5.5-1")]
    public static async Task VariableByteIntegersAreSentInTheirShortestForm(Bench bench)
    {
        // A longer form, the strict client does not decode.
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic());
        foreach (var size in new[] { 0, 100, 127, 128, 16_383, 16_384, 20_000 })
        {
            var payload = new string('x', size);
            await client.PublishAsync(bench.Topic(), payload, properties: new() { UserProperties = [new("n", payload)] });
            await client.ExpectMessageAsync(payload);
        }
    }

    [Requirement("MQTT-1.5.7-1")]
    public static async Task IllFormedStringPairsCloseTheConnection(Bench bench)
    {
        var broken = new Utf8String(new byte[] { 0xC3 });
        foreach (var pair in new Utf8Pair[] { new("a", broken), new(broken, "a"), new("a\0", "b"), new("a", "b\0") })
        {
            var client = await bench.ConnectAsync();
            await client.SendMessageAsync(bench.Topic(), "x", properties: new() { UserProperties = [pair] });
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        }
    }
}
