using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter2;

/// <summary>The form of packets.</summary>
[Section("2.1", "Packet format")]
internal static class Section01Packets
{
    [Requirement("MQTT-2.1.3-1", "3.1.1/MQTT-2.2.2-1")]
    public static async Task TheFlagsOfWhatTheBrokerSendsAreAsListed(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true });
        Check.Equal(0x20, (await client.ExpectReceivedAsync<ConnAck>()).Bytes[0], "byte 1 of CONNACK");
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic() }] });
        Check.Equal(0x90, (await client.ExpectReceivedAsync<SubAck>()).Bytes[0], "byte 1 of SUBACK");
        await client.SendAsync(new Unsubscribe { PacketId = 2, TopicFilters = [bench.Topic()] });
        Check.Equal(0xB0, (await client.ExpectReceivedAsync<UnsubAck>()).Bytes[0], "byte 1 of UNSUBACK");
        await client.SendMessageAsync(bench.Topic(), "x", QoS.AtLeastOnce, packetId: 3);
        Check.Equal(0x40, (await client.ExpectReceivedAsync<PubAck>()).Bytes[0], "byte 1 of PUBACK");
        await client.SendAsync(new PingReq());
        Check.Equal(0xD0, (await client.ExpectReceivedAsync<PingResp>()).Bytes[0], "byte 1 of PINGRESP");
    }

    [Requirement("3.1.1/MQTT-2.2.2-2")]
    public static async Task OtherFlagsCloseTheConnection(Bench bench)
    {
        foreach (byte header in new byte[] { 0xC1, 0xE1 })
        {
            var client = await bench.ConnectAsync();
            await client.SendBytesAsync(new byte[] { header, 0 });
            await client.ExpectDisconnectAsync();
        }
    }

    [Requirement("MQTT-2.2.2-1")]
    public static async Task WhereThereAreNoPropertiesThereIsALengthOfZero(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "");
        var received = await client.ExpectReceivedMessageAsync("");
        Check.Equal(0, received.Bytes[^1], "the Property Length of a PUBLISH without properties and payload");
    }

    [Requirement("MQTT-2.2.1-4", "3.1.1/MQTT-2.3.1-4"), Needs(Capability.QoS1)]
    public static async Task PacketIdentifiersOfTheTwoSidesAreApart(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await client.SendMessageAsync(bench.Topic(), "a", QoS.AtLeastOnce, packetId: 100);
        await client.ExpectPubAckAsync(100);
        var fromBroker = await client.ExpectMessageAsync("a");
        await client.SendMessageAsync(bench.Topic(), "b", QoS.AtLeastOnce, packetId: fromBroker.PacketId); // the same number, the other way
        await client.ExpectPubAckAsync(fromBroker.PacketId);
        Check.That((await client.ExpectMessageAsync("b")).PacketId != fromBroker.PacketId, "the Packet Identifier is still in use");
    }
}
