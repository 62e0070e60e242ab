using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Delivery at QoS 2: the broker as receiver.</summary>
[Section("4.3", "Quality of Service"), Needs(Capability.QoS2)]
internal static class Section03QoS2Receiver
{
    [Requirement("MQTT-4.3.3-8", "MQTT-4.5.0-1", "3.1.1/MQTT-4.3.3-2", "3.1.1/MQTT-4.5.0-1")]
    public static async Task AMessageThatWasAcknowledgedIsDelivered(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench);
        await publisher.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 0x0A0B);
        await publisher.ExpectPubRecAsync(0x0A0B);
        await publisher.ReleaseAsync(0x0A0B);
        await subscriber.ExpectMessageAsync("x");
    }

    // 5.0 lets a client repeat only on its next connection.
    [Requirement("3.1.1/MQTT-4.3.3-2")]
    public static async Task ARepeatBeforePubRelIsAcknowledgedAndDeliveredOnce(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench);
        foreach (var dup in new[] { false, true, true })
        {
            await publisher.SendMessageAsync(bench.Topic(), "once", QoS.ExactlyOnce, packetId: 7, dup: dup);
            await publisher.ExpectPubRecAsync(7);
        }

        await publisher.ReleaseAsync(7);
        await subscriber.AcknowledgeAsync(await subscriber.ExpectMessageAsync("once"));
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.3.3-10", "MQTT-4.1.0-1", "3.1.1/MQTT-4.3.3-2", "3.1.1/MQTT-4.4.0-1"), Needs(Capability.LastingSessions)]
    public static async Task ARepeatOnTheNextConnectionIsDeliveredOnce(Bench bench)
    {
        var (_, subscriber) = await PairAsync(bench);
        var first = await bench.ResumeAsync(bench.ClientId("p"));
        await first.SendMessageAsync(bench.Topic(), "once", QoS.ExactlyOnce, packetId: 7);
        await first.ExpectPubRecAsync(7);
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId("p"));
        await second.SendMessageAsync(bench.Topic(), "once", QoS.ExactlyOnce, packetId: 7, dup: true);
        await second.ExpectPubRecAsync(7);
        await second.ReleaseAsync(7);
        await subscriber.AcknowledgeAsync(await subscriber.ExpectMessageAsync("once"));
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.3.3-11", "3.1.1/MQTT-4.3.3-2"), Needs(Capability.LastingSessions)]
    public static async Task PubRelIsAnsweredByPubCompAlsoWhenItIsRepeated(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 8);
        await first.ExpectPubRecAsync(8);
        await first.ReleaseAsync(8);
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        await second.ReleaseAsync(8);
    }

    [Requirement("MQTT-4.3.3-12", "3.1.1/MQTT-4.3.3-2")]
    public static async Task AfterPubCompTheSameIdentifierIsANewMessage(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench);
        foreach (var payload in new[] { "first", "second" })
        {
            await publisher.SendMessageAsync(bench.Topic(), payload, QoS.ExactlyOnce, packetId: 3, dup: payload == "second");
            await publisher.ExpectPubRecAsync(3);
            await publisher.ReleaseAsync(3);
            await subscriber.AcknowledgeAsync(await subscriber.ExpectMessageAsync(payload));
        }
    }

    [Requirement("MQTT-4.3.3-9"), On(Profile.Secured)]
    public static async Task AfterAFailedPubRecTheSameIdentifierIsANewMessage(Bench bench)
    {
        var client = await bench.ConnectAsync(Chapter3.Secured.Connect(bench.ClientId()));
        await client.SendMessageAsync(Chapter3.Secured.ForbiddenTopic, "x", QoS.ExactlyOnce, packetId: 3);
        var next = await client.NextAsync("PUBREC");
        if (next is not { Packet: PubRec { ReasonCode: >= ReasonCode.UnspecifiedError } }) throw new NotApplicableException("it does not refuse a message by PUBREC");

        await client.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        await client.SendMessageAsync(bench.Topic(), "new", QoS.ExactlyOnce, packetId: 3);
        await client.ExpectPubRecAsync(3);
        await client.ReleaseAsync(3);
        await client.ExpectMessageAsync("new");
    }

    [Requirement("MQTT-4.3.3-9")]
    public static async Task AfterATopicWithTooManyLevelsWasRefusedTheSameIdentifierIsANewMessage(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench);
        await publisher.SendMessageAsync(bench.Topic(new string('/', 5000)), "x", QoS.ExactlyOnce, packetId: 3);
        var next = await publisher.NextAsync("PUBREC");
        if (next is not { Packet: PubRec { ReasonCode: >= ReasonCode.UnspecifiedError } }) throw new NotApplicableException("it does not refuse a message by PUBREC");

        await publisher.SendMessageAsync(bench.Topic(), "new", QoS.ExactlyOnce, packetId: 3);
        await publisher.ExpectPubRecAsync(3);
        await publisher.ReleaseAsync(3);
        await subscriber.ExpectMessageAsync("new");
    }

    [Requirement("MQTT-4.3.3-13")]
    public static async Task TheHandshakeIsFinishedThoughTheMessageHasExpired(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 4, properties: new() { MessageExpiryInterval = 1 });
        await publisher.ExpectPubRecAsync(4);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Check.Equal(ReasonCode.Success, (await publisher.ReleaseAsync(4)).ReasonCode, "PUBCOMP's code");
    }

    private static async Task<(RawClient Publisher, RawClient Subscriber)> PairAsync(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        return (await bench.ConnectAsync(), subscriber);
    }
}
