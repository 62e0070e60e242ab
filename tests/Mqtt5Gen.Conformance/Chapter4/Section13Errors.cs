using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Handling errors, and the transport.</summary>
[Section("4.13", "Handling errors")]
internal static class Section13Errors
{
    [Requirement("MQTT-4.13.1-1", "MQTT-4.13.2-1", "3.1.1/MQTT-4.8.0-1")]
    public static async Task AMalformedPacketClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendBytesAsync(new byte[] { 0x30, 2, 0, 9 });
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
    }

    [Requirement("MQTT-4.13.1-1", "MQTT-4.13.2-1", "3.1.1/MQTT-4.8.0-1")]
    public static async Task AProtocolErrorClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.MalformedPacket);
    }

    [Requirement("MQTT-4.13.2-1")]
    public static async Task ARefusedConnectionIsClosed(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { AuthenticationMethod = "unknown" } });
        await client.ExpectRefusalAsync(ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-4.2.0-1", "3.1.1/MQTT-7.1.1-1")]
    public static async Task PacketsMayBeCutAnywhereAndRunTogether(Bench bench)
    {
        var client = await bench.OpenAsync();
        byte[] connect = new Connect { ClientId = bench.ClientId(), CleanStart = true }.ToArray(bench.Version);
        for (var i = 0; i < connect.Length; i++) await client.SendBytesAsync(connect.AsMemory(i, 1));
        await client.ExpectAsync<ConnAck>();

        byte[] subscribe = new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic() }] }.ToArray(bench.Version);
        byte[] publish = new Publish { TopicName = bench.Topic(), Payload = "x"u8.ToArray() }.ToArray(bench.Version);
        await client.SendBytesAsync(subscribe.Concat(publish).Concat(publish).ToArray());
        await client.ExpectAsync<SubAck>();
        await client.ExpectMessageAsync("x");
        await client.ExpectMessageAsync("x");
    }

    [Requirement("MQTT-4.2.0-1", "3.1.1/MQTT-7.1.1-1")]
    public static async Task ALargeMessageArrivesWhole(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var payload = string.Concat(Enumerable.Range(0, 100_000).Select(i => (char)('a' + (i % 26))));
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), payload);
        await client.ExpectMessageAsync(payload);
    }
}
