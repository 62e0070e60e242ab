using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBLISH: RETAIN.</summary>
[Section("3.3", "PUBLISH"), Needs(Capability.Retain)]
internal static class Section03PublishRetain
{
    [Requirement("MQTT-3.3.1-5", "3.1.1/MQTT-3.3.1-5", "3.1.1/MQTT-3.3.1-6", "3.1.1/MQTT-3.3.1-8")]
    public static async Task TheLastRetainedMessageOfATopicIsKeptForLaterSubscribers(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), "first", QoS.AtLeastOnce, retain: true);
        await publisher.PublishAsync(bench.Topic(), "second", QoS.AtLeastOnce, retain: true);

        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var kept = await subscriber.ExpectMessageAsync("second");
        Check.That(kept.Retain, "a retained message that is sent for a new subscription has no RETAIN");
        Check.Equal(QoS.AtLeastOnce, kept.QoS, "the QoS of the retained message");
        await subscriber.AcknowledgeAsync(kept);
        await subscriber.ExpectNothingAsync();
        await ForgetAsync(publisher, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-5", "3.1.1/MQTT-3.3.1-7")]
    public static async Task ARetainedMessageOfQoS0ReplacesTheOldOne(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), "old", QoS.AtLeastOnce, retain: true);
        await publisher.PublishAsync(bench.Topic(), "new", QoS.AtMostOnce, retain: true);

        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var messages = await subscriber.MessagesUntilNowAsync();
        Check.That(messages.All(message => RawClient.Text(message.Payload) == "new"), "the old retained message is still there");
        if (bench.Version is ProtocolVersion.V5) Check.Equal(1, messages.Count, "the number of retained messages");
        await ForgetAsync(publisher, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-6", "MQTT-3.3.1-7", "3.1.1/MQTT-3.3.1-10", "3.1.1/MQTT-3.3.1-11")]
    public static async Task AnEmptyRetainedMessageIsDeliveredAndDeletesTheOldOne(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), "kept", QoS.AtLeastOnce, retain: true);
        var early = await bench.ConnectAsync();
        await early.SubscribeAsync(bench.Topic());
        await early.ExpectMessageAsync("kept");

        await publisher.PublishAsync(bench.Topic(), "", QoS.AtLeastOnce, retain: true);
        await early.ExpectMessageAsync("");
        var late = await bench.ConnectAsync();
        await late.SubscribeAsync(bench.Topic());
        await late.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.3.1-7", "3.1.1/MQTT-3.3.1-11")]
    public static async Task AnEmptyMessageIsNeverRetained(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "", QoS.AtLeastOnce, retain: true);
        await client.SubscribeAsync(bench.Topic());
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.3.1-8", "3.1.1/MQTT-3.3.1-12")]
    public static async Task WithoutRetainNothingIsRetainedReplacedOrRemoved(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic("none"), "x", QoS.AtLeastOnce);
        await publisher.PublishAsync(bench.Topic("kept"), "kept", QoS.AtLeastOnce, retain: true);
        await publisher.PublishAsync(bench.Topic("kept"), "passing", QoS.AtLeastOnce);
        await publisher.PublishAsync(bench.Topic("kept"), "", QoS.AtLeastOnce);

        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic("none"));
        await subscriber.SubscribeAsync(bench.Topic("kept"));
        await subscriber.ExpectMessageAsync("kept");
        await subscriber.ExpectNothingAsync();
        await ForgetAsync(publisher, bench.Topic("kept"));
    }

    [Requirement("MQTT-3.3.1-9")]
    public static async Task RetainHandling0SendsRetainedMessagesWithEverySubscribe(Bench bench)
    {
        var client = await WithRetainedAsync(bench);
        for (var i = 0; i < 2; i++)
        {
            await client.SubscribeAsync(bench.Topic(), retainHandling: RetainHandling.SendOnSubscribe);
            await client.ExpectMessageAsync("kept");
        }

        await client.ExpectNothingAsync();
        await ForgetAsync(client, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-10")]
    public static async Task RetainHandling1SendsRetainedMessagesForANewSubscriptionOnly(Bench bench)
    {
        var client = await WithRetainedAsync(bench);
        await client.SubscribeAsync(bench.Topic(), retainHandling: RetainHandling.SendIfNew);
        await client.ExpectMessageAsync("kept");
        await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce, retainHandling: RetainHandling.SendIfNew);
        await client.ExpectNothingAsync();

        await client.UnsubscribeAsync(bench.Topic());
        await client.SubscribeAsync(bench.Topic(), retainHandling: RetainHandling.SendIfNew);
        await client.ExpectMessageAsync("kept");
        await ForgetAsync(client, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-10"), Needs(Capability.LastingSessions)]
    public static async Task RetainHandling1KnowsTheSubscriptionsOfAResumedSession(Bench bench)
    {
        var publisher = await WithRetainedAsync(bench);
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), retainHandling: RetainHandling.SendIfNew);
        await first.ExpectMessageAsync("kept");
        await first.DisconnectAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        await second.SubscribeAsync(bench.Topic(), retainHandling: RetainHandling.SendIfNew);
        await second.ExpectNothingAsync();
        await ForgetAsync(publisher, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-11")]
    public static async Task RetainHandling2SendsNoRetainedMessages(Bench bench)
    {
        var client = await WithRetainedAsync(bench);
        await client.SubscribeAsync(bench.Topic(), retainHandling: RetainHandling.DoNotSend);
        await client.ExpectNothingAsync();
        await ForgetAsync(client, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-12", "3.1.1/MQTT-3.3.1-9")]
    public static async Task WithoutRetainAsPublishedMessagesAreHandedOnWithoutRetain(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "x", retain: true);
        Check.That(!(await client.ExpectMessageAsync("x")).Retain, "RETAIN was handed on");
        await ForgetAsync(client, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-13")]
    public static async Task WithRetainAsPublishedMessagesKeepTheirRetain(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), retainAsPublished: true);
        await client.PublishAsync(bench.Topic(), "x", retain: true);
        Check.That((await client.ExpectMessageAsync("x")).Retain, "RETAIN was not handed on");
        await client.PublishAsync(bench.Topic(), "y");
        Check.That(!(await client.ExpectMessageAsync("y")).Retain, "RETAIN came from nowhere");
        await ForgetAsync(client, bench.Topic());
    }

    [Requirement("MQTT-3.3.1-9", "3.1.1/MQTT-3.3.1-6"), Needs(Capability.Wildcards)]
    public static async Task ASubscriptionWithWildcardsIsSentEachRetainedMessageThatMatches(Bench bench)
    {
        var client = await bench.ConnectAsync();
        string[] matching = [bench.Topic("a/1"), bench.Topic("b/1"), bench.Topic("c/1")];
        foreach (var topic in matching) await client.PublishAsync(topic, topic, QoS.AtLeastOnce, retain: true);
        await client.PublishAsync(bench.Topic("a/2"), "other", QoS.AtLeastOnce, retain: true);
        await client.SubscribeAsync(bench.Topic("+/1"));
        var seen = (await client.MessagesUntilNowAsync()).Select(message => RawClient.Text(message.Payload)).Order(StringComparer.Ordinal);
        Check.Sequence(matching, seen, "the retained messages that came");
        foreach (var topic in matching.Append(bench.Topic("a/2"))) await ForgetAsync(client, topic);
    }

    private static async Task<RawClient> WithRetainedAsync(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "kept", QoS.AtLeastOnce, retain: true);
        return client;
    }

    private static Task ForgetAsync(RawClient client, string topic) => client.SendMessageAsync(topic, "", retain: true);
}
