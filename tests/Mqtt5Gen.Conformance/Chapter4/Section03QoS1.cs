using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Delivery at QoS 1.</summary>
[Section("4.3", "Quality of Service"), Needs(Capability.QoS1)]
internal static class Section03QoS1
{
    [Requirement("MQTT-4.3.2-1", "MQTT-4.3.2-2", "MQTT-2.2.1-4", "3.1.1/MQTT-4.3.2-1", "3.1.1/MQTT-2.3.1-4", "3.1.1/MQTT-2.3.1-1")]
    public static async Task EachMessageAtQoS1HasAnIdentifierThatIsNotInUse(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 10; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.AtLeastOnce);

        var inUse = new HashSet<ushort>();
        for (var i = 0; i < 10; i++)
        {
            var message = await subscriber.ExpectMessageAsync($"{i}");
            Check.That(message is { QoS: QoS.AtLeastOnce, Dup: false }, $"{RawClient.Describe(message)} is no first transmission at QoS 1");
            Check.That(message.PacketId != 0 && inUse.Add(message.PacketId), $"the Packet Identifier {message.PacketId} is 0 or in use");
        }
    }

    [Requirement("MQTT-4.3.2-3", "MQTT-4.4.0-1", "3.1.1/MQTT-4.3.2-1", "3.1.1/MQTT-4.4.0-1"), Needs(Capability.LastingSessions)]
    public static async Task AMessageIsUnacknowledgedUntilItsPubAck(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 3; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.AtLeastOnce);
        var sent = new List<Publish>();
        for (var i = 0; i < 3; i++) sent.Add(await first.ExpectMessageAsync($"{i}"));
        await first.AcknowledgeAsync(sent[1]);
        await first.ExpectNothingAsync();
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        foreach (var i in new[] { 0, 2 })
        {
            var again = await second.ExpectMessageAsync($"{i}");
            Check.Equal(sent[i].PacketId, again.PacketId, "the Packet Identifier of a message that is sent again");
            Check.That(again.Dup, "a message that is sent again has no DUP");
        }

        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.4.0-1", "3.1.1/MQTT-4.4.0-1")]
    public static async Task NothingIsSentAgainWhileTheConnectionLasts(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        await client.SendMessageAsync(bench.Topic(), "once", QoS.AtLeastOnce, packetId: 5);
        await client.ExpectPubAckAsync(5);
        await client.ExpectMessageAsync("once");
        await Task.Delay(TimeSpan.FromSeconds(4));
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.3.2-4", "MQTT-4.5.0-1", "3.1.1/MQTT-4.3.2-2", "3.1.1/MQTT-4.5.0-1"), Needs(Capability.LastingSessions)]
    public static async Task AMessageThatWasAcknowledgedReachesEverySessionThatSubscribes(Bench bench)
    {
        var away = await bench.ResumeAsync(bench.ClientId("away"));
        await away.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await away.DisconnectAsync();
        var here = await bench.ConnectAsync();
        await here.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);

        var publisher = await bench.ConnectAsync();
        await publisher.SendMessageAsync(bench.Topic(), "x", QoS.AtLeastOnce, packetId: 0x0A0B);
        await publisher.ExpectPubAckAsync(0x0A0B);
        await publisher.DropAsync();

        await here.ExpectMessageAsync("x");
        var back = await bench.ResumeAsync(bench.ClientId("away"));
        await back.ExpectMessageAsync("x");
    }

    [Requirement("MQTT-4.3.2-5", "3.1.1/MQTT-4.3.2-2")]
    public static async Task AfterPubAckTheSameIdentifierIsANewMessageWhateverItsDup(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        foreach (var dup in new[] { false, true })
        {
            await publisher.SendMessageAsync(bench.Topic(), $"{dup}", QoS.AtLeastOnce, packetId: 9, dup: dup);
            await publisher.ExpectPubAckAsync(9);
            await subscriber.ExpectMessageAsync($"{dup}");
        }
    }

    [Requirement("MQTT-4.4.0-2"), Needs(Capability.LastingSessions)]
    public static async Task AFailedPubAckEndsTheMessage(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "not wanted", QoS.AtLeastOnce);
        var message = await first.ExpectMessageAsync("not wanted");
        await first.SendAsync(new PubAck { PacketId = message.PacketId, ReasonCode = ReasonCode.ImplementationSpecificError });
        await first.ExpectNothingAsync();
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        await second.ExpectNothingAsync();
    }
}
