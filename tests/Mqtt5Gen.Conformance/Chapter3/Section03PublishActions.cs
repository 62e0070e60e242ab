using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBLISH: overlapping subscriptions, Subscription Identifiers and Receive Maximum.</summary>
[Section("3.3", "PUBLISH")]
internal static class Section03PublishActions
{
    [Requirement("MQTT-3.3.4-2", "3.1.1/MQTT-3.3.5-1"), Needs(Capability.Wildcards | Capability.QoS2)]
    public static async Task OverlappingSubscriptionsDeliverAtTheirHighestQoS(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("#"), QoS.AtMostOnce);
        await client.SubscribeAsync(bench.Topic("+"), QoS.ExactlyOnce);
        await client.SubscribeAsync(bench.Topic("a"), QoS.AtLeastOnce);
        await client.SendMessageAsync(bench.Topic("a"), "x", QoS.ExactlyOnce, packetId: 100);
        await client.ExpectPubRecAsync(100);
        await client.ReleaseAsync(100);
        var messages = await client.MessagesUntilNowAsync();
        Check.That(messages.Count is 1 or 3, $"{messages.Count} copies came; one for all three subscriptions or one for each was expected");
        Check.Equal(QoS.ExactlyOnce, messages.Max(message => message.QoS), "the highest QoS of the copies");
    }

    [Requirement("MQTT-3.3.4-3", "MQTT-3.3.4-4", "MQTT-3.3.4-5"), Needs(Capability.Wildcards | Capability.SubscriptionIdentifiers)]
    public static async Task TheIdentifiersOfAllMatchingSubscriptionsAreSent(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("#"), identifier: 1);
        await client.SubscribeAsync(bench.Topic("+"), identifier: 268_435_455);
        await client.SubscribeAsync(bench.Topic("a"));
        await client.SubscribeAsync(bench.Topic("b"), identifier: 4);
        await client.PublishAsync(bench.Topic("a"), "x");

        var messages = await client.MessagesUntilNowAsync();
        var identifiers = messages.SelectMany(message => message.Properties?.SubscriptionIdentifiers ?? []).Order();
        Check.Sequence<uint>([1, 268_435_455], identifiers, "the Subscription Identifiers that came");
        if (messages.Count > 1) Check.That(messages.All(message => (message.Properties?.SubscriptionIdentifiers.Count ?? 0) <= 1), "separate copies have more than their own identifier");
    }

    [Requirement("MQTT-3.3.4-3"), Needs(Capability.SubscriptionIdentifiers)]
    public static async Task AReplacedSubscriptionHasItsNewIdentifier(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), identifier: 1);
        await client.SubscribeAsync(bench.Topic(), identifier: 2);
        await client.PublishAsync(bench.Topic(), "x");
        Check.Sequence<uint>([2], (await client.ExpectMessageAsync("x")).Properties?.SubscriptionIdentifiers ?? [], "the Subscription Identifiers");

        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "y");
        Check.Sequence<uint>([], (await client.ExpectMessageAsync("y")).Properties?.SubscriptionIdentifiers ?? [], "the Subscription Identifiers");
    }

    [Requirement("MQTT-3.3.4-3"), Needs(Capability.SubscriptionIdentifiers | Capability.Retain)]
    public static async Task RetainedMessagesHaveTheIdentifierOfTheirSubscription(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "kept", retain: true);
        await client.SubscribeAsync(bench.Topic(), identifier: 7);
        Check.Sequence<uint>([7], (await client.ExpectMessageAsync("kept")).Properties?.SubscriptionIdentifiers ?? [], "the Subscription Identifiers");
        await client.PublishAsync(bench.Topic(), "", retain: true);
    }

    [Requirement("MQTT-3.3.4-3"), Needs(Capability.SubscriptionIdentifiers | Capability.LastingSessions)]
    public static async Task IdentifiersArePartOfTheSession(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce, identifier: 9);
        await first.DisconnectAsync();
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "x", QoS.AtLeastOnce);

        var second = await bench.ResumeAsync(bench.ClientId());
        Check.Sequence<uint>([9], (await second.ExpectMessageAsync("x")).Properties?.SubscriptionIdentifiers ?? [], "the Subscription Identifiers");
    }

    [Requirement("MQTT-3.3.4-9", "MQTT-4.9.0-2"), Needs(Capability.QoS2)]
    public static async Task NoMoreMessagesAreUnderWayThanTheClientsReceiveMaximum(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { ReceiveMaximum = 2 });
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 5; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", i % 2 == 0 ? QoS.AtLeastOnce : QoS.ExactlyOnce);

        var first = await subscriber.ExpectMessageAsync("0");
        var second = await subscriber.ExpectMessageAsync("1");
        await subscriber.ExpectNothingAsync();

        await subscriber.AcknowledgeAsync(first);
        await subscriber.ExpectMessageAsync("2");
        await subscriber.ExpectNothingAsync();

        await subscriber.AcknowledgeAsync(second);
        await subscriber.ExpectMessageAsync("3");
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.3.4-9", "MQTT-4.9.0-2"), Needs(Capability.QoS2)]
    public static async Task PubRecAloneGivesNoPlaceBack(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { ReceiveMaximum = 1 });
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 2; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.ExactlyOnce);

        var first = await subscriber.ExpectMessageAsync("0");
        await subscriber.SendAsync(new PubRec { PacketId = first.PacketId });
        await subscriber.ExpectAsync<PubRel>();
        await subscriber.ExpectNothingAsync();
        await subscriber.SendAsync(new PubComp { PacketId = first.PacketId });
        await subscriber.ExpectMessageAsync("1");
    }

    [Requirement("MQTT-3.3.4-9", "MQTT-4.9.0-2"), Needs(Capability.QoS1 | Capability.LastingSessions)]
    public static async Task WhatWaitedIsSentWithinTheReceiveMaximumOfTheNewConnection(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 5; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.AtLeastOnce);

        var second = await bench.ResumeAsync(bench.ClientId(), properties: new() { ReceiveMaximum = 2 });
        await second.ExpectMessageAsync("0");
        await second.ExpectMessageAsync("1");
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.3.4-9", "MQTT-4.9.0-1"), Needs(Capability.QoS2)]
    public static async Task FortyMessagesAtQoS2AreHeldBackByAReceiveMaximumOf20(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { ReceiveMaximum = 20 });
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 40; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.ExactlyOnce);
        Check.Equal(20, (await subscriber.MessagesUntilNowAsync()).Count, "the number of messages under way");
    }

    [Requirement("MQTT-4.9.0-2"), Needs(Capability.QoS2)]
    public static async Task AFailedPubRecGivesItsPlaceBack(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { ReceiveMaximum = 1 });
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 2; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.ExactlyOnce);

        var first = await subscriber.ExpectMessageAsync("0");
        await subscriber.SendAsync(new PubRec { PacketId = first.PacketId, ReasonCode = ReasonCode.QuotaExceeded });
        await subscriber.ExpectMessageAsync("1");
    }

    [Requirement("MQTT-3.3.4-10", "MQTT-4.9.0-3"), Needs(Capability.QoS1)]
    public static async Task OtherPacketsAreNotHeldBackByReceiveMaximum(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { ReceiveMaximum = 1 });
        await subscriber.SubscribeAsync(bench.Topic("q1"), QoS.AtLeastOnce);
        await subscriber.SubscribeAsync(bench.Topic("q0"));
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 2; i++) await publisher.PublishAsync(bench.Topic("q1"), $"{i}", QoS.AtLeastOnce);
        await subscriber.ExpectMessageAsync("0");

        await publisher.PublishAsync(bench.Topic("q0"), "at QoS 0");
        await subscriber.ExpectMessageAsync("at QoS 0");
        await subscriber.SubscribeAsync(bench.Topic("more"));
        await subscriber.UnsubscribeAsync(bench.Topic("more"));
        await subscriber.PublishAsync(bench.Topic("elsewhere"), "x", QoS.AtLeastOnce);
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("PropertyIsForThisSender")]
    public static async Task ASubscriptionIdentifierFromAClientClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendMessageAsync(bench.Topic(), "x", properties: new() { SubscriptionIdentifiers = [1] });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.MalformedPacket);
    }

    [Requirement("MQTT-3.3.4-7"), Needs(Capability.QoS2)]
    public static async Task MoreMessagesUnderWayThanTheBrokersReceiveMaximumCloseTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var maximum = client.Server.ReceiveMaximum;
        if (maximum is ushort.MaxValue) throw new NotApplicableException("it announces no Receive Maximum");
        await SendAtQoS2Async(client, bench.Topic(), 1, maximum + 1);
        for (var i = 1; i <= maximum; i++) await client.ExpectPubRecAsync((ushort)i);
        await client.ExpectDisconnectAsync(ReasonCode.ReceiveMaximumExceeded);
    }

    [Requirement("MQTT-3.3.4-7"), Needs(Capability.QoS2)]
    public static async Task AsManyMessagesAsTheBrokersReceiveMaximumMayBeUnderWay(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var maximum = Math.Min(client.Server.ReceiveMaximum, (ushort)2000);
        await SendAtQoS2Async(client, bench.Topic(), 1, maximum);
        for (var i = 1; i <= maximum; i++) await client.ExpectPubRecAsync((ushort)i);
        await client.ReleaseAsync(1);
        await SendAtQoS2Async(client, bench.Topic(), maximum + 1, 1);
        await client.ExpectPubRecAsync((ushort)(maximum + 1));
        await client.ExpectNothingAsync();
    }

    private static async Task SendAtQoS2Async(RawClient client, string topic, int firstId, int count)
    {
        var packets = Enumerable.Range(firstId, count)
            .SelectMany(id => new Publish { TopicName = topic, QoS = QoS.ExactlyOnce, PacketId = (ushort)id }.ToArray(ProtocolVersion.V5))
            .ToArray();
        await client.SendBytesAsync(packets);
    }
}
