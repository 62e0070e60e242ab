using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>UNSUBSCRIBE.</summary>
[Section("3.10", "UNSUBSCRIBE")]
internal static class Section10Unsubscribe
{
    [Requirement("MQTT-3.10.1-1", "3.1.1/MQTT-3.10.1-1")]
    public static async Task OtherFlagsOfUnsubscribeCloseTheConnection(Bench bench)
    {
        foreach (var flags in new[] { 0xA0, 0xA1, 0xA3, 0xAA })
        {
            var client = await bench.ConnectAsync();
            var unsubscribe = new Unsubscribe { PacketId = 1, TopicFilters = [bench.Topic()] }.ToArray(bench.Version);
            unsubscribe[0] = (byte)flags;
            await client.SendBytesAsync(unsubscribe);
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        }
    }

    [Requirement("MQTT-3.10.4-1", "3.1.1/MQTT-3.10.4-1"), Needs(Capability.Wildcards)]
    public static async Task OnlyTheVerySameFilterIsRemoved(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("+"));
        foreach (var similar in new[] { "#", "a", "+/", "+/+", "" }) await client.UnsubscribeAsync(bench.Topic(similar));
        await client.PublishAsync(bench.Topic("a"), "still");
        await client.ExpectMessageAsync("still");

        await client.UnsubscribeAsync(bench.Topic("+"));
        await client.PublishAsync(bench.Topic("a"), "no more");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.10.4-1", "3.1.1/MQTT-3.10.4-1")]
    public static async Task ASubscriptionOfAnotherClientStays(Bench bench)
    {
        var (one, other) = (await bench.ConnectAsync(), await bench.ConnectAsync());
        foreach (var client in new[] { one, other }) await client.SubscribeAsync(bench.Topic());
        await one.UnsubscribeAsync(bench.Topic());
        await one.PublishAsync(bench.Topic(), "x");
        await one.ExpectNothingAsync();
        await other.ExpectMessageAsync("x");
    }

    [Requirement("MQTT-3.10.4-2", "3.1.1/MQTT-3.10.4-2"), Needs(Capability.QoS1)]
    public static async Task NothingNewIsQueuedForASubscriptionThatIsGone(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await client.UnsubscribeAsync(bench.Topic());
        foreach (var qos in new[] { QoS.AtMostOnce, QoS.AtLeastOnce }) await client.PublishAsync(bench.Topic(), "x", qos);
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.10.4-3", "3.1.1/MQTT-3.10.4-3"), Needs(Capability.QoS2)]
    public static async Task ADeliveryThatHasBegunIsFinished(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "begun", QoS.ExactlyOnce);
        var message = await client.ExpectMessageAsync("begun");
        await client.UnsubscribeAsync(bench.Topic());
        await client.AcknowledgeAsync(message);
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.10.4-3", "3.1.1/MQTT-3.10.4-3"), Needs(Capability.QoS1 | Capability.LastingSessions)]
    public static async Task ADeliveryThatHasBegunIsFinishedOnTheNextConnection(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "begun", QoS.AtLeastOnce);
        var message = await first.ExpectMessageAsync("begun");
        await first.UnsubscribeAsync(bench.Topic());
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        Check.Equal(message.PacketId, (await second.ExpectMessageAsync("begun")).PacketId, "the Packet Identifier");
    }

    [Requirement("MQTT-3.10.4-4", "MQTT-3.10.4-5", "MQTT-2.2.1-6", "3.1.1/MQTT-3.10.4-4", "3.1.1/MQTT-3.10.4-5", "3.1.1/MQTT-2.3.1-7")]
    public static async Task EveryUnsubscribeIsAnsweredWithItsPacketIdentifier(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("a"));
        foreach (ushort packetId in new[] { 1, 0x0203, 65_535 })
        {
            await client.SendAsync(new Unsubscribe { PacketId = packetId, TopicFilters = [bench.Topic("a")] }); // there is one only the first time
            Check.Equal(packetId, (await client.ExpectAsync<UnsubAck>()).PacketId, "the Packet Identifier of UNSUBACK");
        }
    }

    [Requirement("MQTT-3.10.4-6", "3.1.1/MQTT-3.10.4-6")]
    public static async Task SeveralFiltersAreRemovedWithOneUnsubAck(Bench bench)
    {
        var client = await bench.ConnectAsync();
        foreach (var topic in new[] { "a", "b", "c" }) await client.SubscribeAsync(bench.Topic(topic));
        await client.UnsubscribeAsync(bench.Topic("a"), bench.Topic("c"));
        foreach (var topic in new[] { "a", "b", "c" }) await client.PublishAsync(bench.Topic(topic), topic);
        await client.ExpectMessageAsync("b");
        await client.ExpectNothingAsync();
    }
}
