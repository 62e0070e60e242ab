using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Delivery at QoS 2: the broker as sender.</summary>
[Section("4.3", "Quality of Service"), Needs(Capability.QoS2)]
internal static class Section03QoS2
{
    [Requirement("MQTT-4.3.3-1", "MQTT-4.3.3-2", "MQTT-2.2.1-4", "3.1.1/MQTT-4.3.3-1", "3.1.1/MQTT-2.3.1-4")]
    public static async Task EachMessageAtQoS2HasAnIdentifierThatIsNotInUse(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench, count: 6);
        var inUse = new HashSet<ushort>();
        for (var i = 0; i < 6; i++)
        {
            var message = await subscriber.ExpectMessageAsync($"{i}");
            Check.That(message is { QoS: QoS.ExactlyOnce, Dup: false }, $"{RawClient.Describe(message)} is no first transmission at QoS 2");
            Check.That(message.PacketId != 0 && inUse.Add(message.PacketId), $"the Packet Identifier {message.PacketId} is 0 or in use");
            if (i >= 3) continue;
            await subscriber.SendAsync(new PubRec { PacketId = message.PacketId }); // still in use until PUBCOMP
            await subscriber.ExpectAsync<PubRel>();
        }
    }

    [Requirement("MQTT-4.3.3-3", "MQTT-4.4.0-1", "3.1.1/MQTT-4.3.3-1", "3.1.1/MQTT-4.4.0-1"), Needs(Capability.LastingSessions)]
    public static async Task AMessageIsUnacknowledgedUntilItsPubRec(Bench bench)
    {
        var first = await SubscriberAsync(bench);
        var sent = await first.ExpectMessageAsync("0");
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        var again = await second.ExpectMessageAsync("0");
        Check.Equal(sent.PacketId, again.PacketId, "the Packet Identifier of a message that is sent again");
        Check.That(again.Dup, "a message that is sent again has no DUP");
        await second.AcknowledgeAsync(again);
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.3.3-4", "MQTT-2.2.1-5", "3.1.1/MQTT-4.3.3-1")]
    public static async Task PubRecIsAnsweredByPubRelWithItsIdentifier(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var message = await subscriber.ExpectMessageAsync("0");
        await subscriber.SendAsync(new PubRec { PacketId = message.PacketId });
        Check.Equal(message.PacketId, (await subscriber.ExpectAsync<PubRel>()).PacketId, "the Packet Identifier of PUBREL");
        await subscriber.SendAsync(new PubComp { PacketId = message.PacketId });
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.3.3-5", "MQTT-4.3.3-6", "MQTT-4.4.0-1", "3.1.1/MQTT-4.3.3-1", "3.1.1/MQTT-4.4.0-1"), Needs(Capability.LastingSessions)]
    public static async Task PubRelIsUnacknowledgedUntilItsPubCompAndThePublishIsNotSentAgain(Bench bench)
    {
        var first = await SubscriberAsync(bench);
        var message = await first.ExpectMessageAsync("0");
        await first.SendAsync(new PubRec { PacketId = message.PacketId });
        await first.ExpectAsync<PubRel>();
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        Check.Equal(message.PacketId, (await second.ExpectAsync<PubRel>()).PacketId, "the Packet Identifier of PUBREL");
        await second.SendAsync(new PubComp { PacketId = message.PacketId });
        await second.ExpectNothingAsync();
        await second.DropAsync();

        var third = await bench.ResumeAsync(bench.ClientId());
        await third.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.3.3-7"), Needs(Capability.LastingSessions)]
    public static async Task AMessageThatWasSentExpiresNoMore(Bench bench)
    {
        var first = await SubscriberAsync(bench, count: 0);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "sent in time", QoS.ExactlyOnce, properties: new() { MessageExpiryInterval = 1 });
        var sent = await first.ExpectMessageAsync("sent in time");
        await first.DropAsync();
        await Task.Delay(TimeSpan.FromSeconds(2.5));

        var second = await bench.ResumeAsync(bench.ClientId());
        Check.Equal(sent.PacketId, (await second.ExpectMessageAsync("sent in time")).PacketId, "the Packet Identifier of the message that is sent again");
    }

    [Requirement("MQTT-4.4.0-2"), Needs(Capability.LastingSessions)]
    public static async Task AFailedPubRecEndsTheMessage(Bench bench)
    {
        var first = await SubscriberAsync(bench);
        var message = await first.ExpectMessageAsync("0");
        await first.SendAsync(new PubRec { PacketId = message.PacketId, ReasonCode = ReasonCode.ImplementationSpecificError });
        await first.ExpectNothingAsync(); // no PUBREL either
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        await second.ExpectNothingAsync();
    }

    private static async Task<RawClient> SubscriberAsync(Bench bench, int count = 1)
    {
        var subscriber = await bench.ResumeAsync(bench.ClientId());
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < count; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.ExactlyOnce);
        return subscriber;
    }
}
