using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>SUBSCRIBE.</summary>
[Section("3.8", "SUBSCRIBE")]
internal static class Section08Subscribe
{
    [Requirement("MQTT-3.8.1-1", "3.1.1/MQTT-3.8.1-1")]
    public static async Task OtherFlagsOfSubscribeCloseTheConnection(Bench bench)
    {
        foreach (var flags in new[] { 0x80, 0x81, 0x83, 0x8A })
        {
            var client = await bench.ConnectAsync();
            var subscribe = new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic() }] }.ToArray(bench.Version);
            subscribe[0] = (byte)flags;
            await client.SendBytesAsync(subscribe);
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        }
    }

    [Requirement("SubscribeHasOneIdentifierAboveZero", "SubscriptionIdentifierIsNotZero"), Needs(Capability.SubscriptionIdentifiers)]
    public static async Task AnIdentifierOfZeroOrTwoOfThemCloseTheConnection(Bench bench)
    {
        foreach (var properties in new byte[][] { [2, 0x0B, 0], [4, 0x0B, 1, 0x0B, 2] })
        {
            var client = await bench.ConnectAsync();
            byte[] body = [0, 1, .. properties, 0, 1, (byte)'a', 0];
            await client.SendBytesAsync((byte[])[0x82, (byte)body.Length, .. body]);
            await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.MalformedPacket);
        }
    }

    [Requirement("MQTT-3.8.3-3")]
    public static async Task NoLocalKeepsAClientsOwnMessagesFromIt(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var other = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), noLocal: true);
        await other.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "my own");
        await client.ExpectNothingAsync();
        await other.ExpectMessageAsync("my own");
        await other.PublishAsync(bench.Topic(), "another's");
        await client.ExpectMessageAsync("another's");
    }

    [Requirement("MQTT-3.8.3-3"), Needs(Capability.LastingSessions)]
    public static async Task NoLocalGoesByTheClientIdentifierNotByTheConnection(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce, noLocal: true);
        await first.DisconnectAsync();
        var second = await bench.ResumeAsync(bench.ClientId());
        await second.PublishAsync(bench.Topic(), "my own", QoS.AtLeastOnce);
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.8.3-3"), Needs(Capability.Wildcards)]
    public static async Task NoLocalOfOneSubscriptionDoesNotBindAnother(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("#"), noLocal: true);
        await client.SubscribeAsync(bench.Topic("a"));
        await client.PublishAsync(bench.Topic("a"), "by the second");
        await client.PublishAsync(bench.Topic("b"), "by none");
        await client.ExpectMessageAsync("by the second");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.8.3-4"), Needs(Capability.SharedSubscriptions)]
    public static async Task NoLocalOnASharedSubscriptionClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "$share/g/" + bench.Topic(), NoLocal = true }] });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError);
    }

    [Requirement("MQTT-3.8.3-5", "3.1.1/MQTT-3.8.3-4")]
    public static async Task ReservedSubscriptionOptionsCloseTheConnection(Bench bench)
    {
        foreach (var options in bench.Version is ProtocolVersion.V5 ? new byte[] { 0x40, 0x80 } : [0x03, 0x04, 0x80])
        {
            var client = await bench.ConnectAsync();
            var subscribe = new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic() }] }.ToArray(bench.Version);
            subscribe[^1] = options;
            await client.SendBytesAsync(subscribe);
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        }
    }

    [Requirement("MQTT-3.8.4-1", "MQTT-3.8.4-2", "MQTT-2.2.1-6", "3.1.1/MQTT-3.8.4-1", "3.1.1/MQTT-3.8.4-2", "3.1.1/MQTT-2.3.1-7")]
    public static async Task EverySubscribeIsAnsweredWithItsPacketIdentifier(Bench bench)
    {
        var client = await bench.ConnectAsync();
        foreach (ushort packetId in new[] { 1, 0x0203, 65_535 })
        {
            await client.SendAsync(new Subscribe { PacketId = packetId, Subscriptions = [new() { TopicFilter = bench.Topic($"{packetId}") }] });
            Check.Equal(packetId, (await client.ExpectAsync<SubAck>()).PacketId, "the Packet Identifier of SUBACK");
        }
    }

    [Requirement("MQTT-3.8.4-3", "3.1.1/MQTT-3.8.4-3"), Needs(Capability.QoS1)]
    public static async Task TheSameFilterReplacesTheSubscription(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await client.SubscribeAsync(bench.Topic(), QoS.AtMostOnce);
        await client.SendMessageAsync(bench.Topic(), "x", QoS.AtLeastOnce, packetId: 100);
        await client.ExpectPubAckAsync(100);
        Check.Equal(QoS.AtMostOnce, (await client.ExpectMessageAsync("x")).QoS, "the QoS");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.8.4-3")]
    public static async Task AllOptionsOfAReplacedSubscriptionAreTheNewOnes(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), noLocal: true);
        await client.SubscribeAsync(bench.Topic(), noLocal: false);
        await client.PublishAsync(bench.Topic(), "no longer kept from me");
        await client.ExpectMessageAsync("no longer kept from me");
        await client.SubscribeAsync(bench.Topic(), noLocal: true);
        await client.PublishAsync(bench.Topic(), "kept from me again");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.8.4-4", "3.1.1/MQTT-3.8.4-3"), Needs(Capability.Retain | Capability.QoS1)]
    public static async Task ReplacingASubscriptionSendsRetainedMessagesAgainAndLosesNone(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic("kept"), "kept", QoS.AtLeastOnce, retain: true);
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic("kept"), QoS.AtLeastOnce);
        await subscriber.AcknowledgeAsync(await subscriber.ExpectMessageAsync("kept"));

        const int messages = 100;
        for (var i = 0; i < messages; i++)
        {
            await publisher.SendMessageAsync(bench.Topic("kept"), $"{i}", QoS.AtLeastOnce);
            if (i % 20 == 10) await subscriber.SendAsync(new Subscribe { PacketId = (ushort)(1000 + i), Subscriptions = [new() { TopicFilter = bench.Topic("kept"), MaximumQoS = QoS.AtLeastOnce }] });
        }

        for (var i = 0; i < messages; i++) await publisher.ExpectAsync<PubAck>();
        for (var i = 0; i < messages / 20; i++) await subscriber.ExpectAsync<SubAck>();
        var seen = await DrainAsync(subscriber);
        Check.Sequence(Enumerable.Range(0, messages).Select(i => $"{i}"), seen.Where(message => !message.Retain).Select(message => RawClient.Text(message.Payload)), "what came while the subscription was replaced");
        Check.Equal(messages / 20, seen.Count(message => message.Retain), "how often the retained message came again");
        await publisher.SendMessageAsync(bench.Topic("kept"), "", retain: true);
    }

    [Requirement("MQTT-3.8.4-5", "MQTT-3.8.4-6", "MQTT-3.8.4-7", "3.1.1/MQTT-3.8.4-4", "3.1.1/MQTT-3.8.4-5"), Needs(Capability.QoS2 | Capability.Wildcards)]
    public static async Task SeveralFiltersAreSeveralSubscriptionsWithOneSubAck(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var subAck = await client.TrySubscribeAsync(
        [
            new() { TopicFilter = bench.Topic("a"), MaximumQoS = QoS.ExactlyOnce },
            new() { TopicFilter = bench.Topic("b"), MaximumQoS = QoS.AtMostOnce },
            new() { TopicFilter = bench.Topic("c/+"), MaximumQoS = QoS.AtLeastOnce },
        ]);
        Check.Sequence([ReasonCode.GrantedQoS2, ReasonCode.GrantedQoS0, ReasonCode.GrantedQoS1], subAck.ReasonCodes, "SUBACK's codes");
        foreach (var topic in new[] { "a", "b", "c/d" })
        {
            await client.PublishAsync(bench.Topic(topic), topic);
            await client.ExpectMessageAsync(topic);
        }

        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.8.4-5", "3.1.1/MQTT-3.8.4-4")]
    public static async Task TheSameFilterTwiceInOneSubscribeIsOneSubscription(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.TrySubscribeAsync([new() { TopicFilter = bench.Topic() }, new() { TopicFilter = bench.Topic() }]);
        await client.PublishAsync(bench.Topic(), "once");
        await client.ExpectMessageAsync("once");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.8.4-8", "MQTT-3.8.4-7", "3.1.1/MQTT-3.8.4-6"), Needs(Capability.QoS2)]
    public static async Task TheQoSOfDeliveryIsTheLowerOfPublishedAndGranted(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        foreach (var granted in Enum.GetValues<QoS>())
        {
            var subscriber = await bench.ConnectAsync();
            await subscriber.SubscribeAsync(bench.Topic($"{granted}"), granted);
            foreach (var published in Enum.GetValues<QoS>())
            {
                await publisher.PublishAsync(bench.Topic($"{granted}"), $"{published}", published);
                var message = await subscriber.ExpectMessageAsync($"{published}");
                Check.Equal((QoS)Math.Min((int)granted, (int)published), message.QoS, $"the QoS of a message published at QoS {(int)published} to a subscription of QoS {(int)granted}");
                await subscriber.AcknowledgeAsync(message);
            }
        }
    }

    [Requirement("MQTT-3.8.4-8", "3.1.1/MQTT-3.8.4-6"), Needs(Capability.Retain | Capability.QoS2)]
    public static async Task RetainedMessagesAreDeliveredAtTheLowerQoSToo(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "kept", QoS.ExactlyOnce, retain: true);
        await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        Check.Equal(QoS.AtLeastOnce, (await client.ExpectMessageAsync("kept")).QoS, "the QoS");
        await client.SendMessageAsync(bench.Topic(), "", retain: true);
    }

    [Requirement("MQTT-3.8.4-7"), On(Profile.Secured)]
    public static async Task ASubscriptionThatIsNotAllowedIsRefusedInSubAck(Bench bench)
    {
        var client = await bench.ConnectAsync(Secured.Connect(bench.ClientId()));
        var subAck = await client.TrySubscribeAsync([new() { TopicFilter = Secured.ForbiddenTopic }, new() { TopicFilter = bench.Topic() }]);
        Check.Sequence([ReasonCode.NotAuthorized, ReasonCode.GrantedQoS0], subAck.ReasonCodes, "SUBACK's codes");
    }

    [Requirement("3.1.1/MQTT-3.8.4-5"), On(Profile.Secured)]
    public static async Task ASubscriptionThatIsNotAllowedIsAnsweredWith0x80(Bench bench)
    {
        var client = await bench.ConnectAsync(Secured.Connect(bench.ClientId()));
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = Secured.ForbiddenTopic }, new() { TopicFilter = bench.Topic() }] });
        var subAck = await client.ExpectReceivedAsync<SubAck>();
        Check.Sequence<byte>([0x80, 0x00], subAck.Bytes[4..], "SUBACK's return codes");
    }

    private static async Task<List<Publish>> DrainAsync(RawClient subscriber)
    {
        var all = new List<Publish>();
        while (await subscriber.MessagesUntilNowAsync() is { Count: > 0 } messages)
        {
            all.AddRange(messages);
            foreach (var message in messages) await subscriber.AcknowledgeAsync(message);
        }

        return all;
    }
}
