using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBREL.</summary>
[Section("3.6", "PUBREL"), Needs(Capability.QoS2)]
internal static class Section06PubRel
{
    [Requirement("MQTT-3.6.1-1", "MQTT-3.6.2-1", "MQTT-2.2.1-5", "3.1.1/MQTT-3.6.1-1", "3.1.1/MQTT-2.3.1-6")]
    public static async Task PubRelHasItsFlagsAndThePacketIdentifierOfItsPublish(Bench bench)
    {
        var (client, message) = await ReceiveAsync(bench, await bench.ConnectAsync());
        await client.SendAsync(new PubRec { PacketId = message.PacketId });
        var pubRel = await client.ExpectReceivedAsync<PubRel>();
        Check.Equal(0x62, pubRel.Bytes[0], "byte 1 of PUBREL");
        Check.Equal(message.PacketId, ((PubRel)pubRel.Packet).PacketId, "the Packet Identifier of PUBREL");
    }

    [Requirement("MQTT-3.6.1-1", "3.1.1/MQTT-3.6.1-1")]
    public static async Task OtherFlagsOfPubRelCloseTheConnection(Bench bench)
    {
        foreach (byte header in new byte[] { 0x60, 0x61, 0x66, 0x6A })
        {
            var client = await bench.ConnectAsync();
            await client.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 1);
            await client.ExpectPubRecAsync(1);
            await client.SendBytesAsync(new byte[] { header, 2, 0, 1 });
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        }
    }

    [Requirement("MQTT-3.6.2-2", "MQTT-3.6.2-3")]
    public static async Task PubRelIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var (client, message) = await ReceiveAsync(bench, await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 }));
        await client.SendAsync(new PubRec { PacketId = message.PacketId });
        await client.ExpectAsync<PubRel>();
        await client.SendAsync(new PubRec { PacketId = 12_345 }); // one that is not known may be explained
        await client.ExpectAsync<PubRel>();
    }

    private static async Task<(RawClient Client, Publish Message)> ReceiveAsync(Bench bench, RawClient client)
    {
        await client.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "x", QoS.ExactlyOnce);
        return (client, await client.ExpectMessageAsync("x"));
    }
}
