using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Topic Names and Topic Filters.</summary>
[Section("4.7", "Topic Names and Topic Filters")]
internal static class Section07Topics
{
    [Requirement("MQTT-4.7.0-1", "3.1.1/MQTT-4.7.1-1")]
    public static async Task AWildcardInATopicNameClosesTheConnection(Bench bench)
    {
        foreach (var topic in new[] { "#", "+", bench.Topic("+"), bench.Topic("#"), bench.Topic("a+b"), bench.Topic("a#") })
        {
            var client = await bench.ConnectAsync();
            await client.SendMessageAsync(topic, "x");
            await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.TopicNameInvalid, ReasonCode.ProtocolError);
        }
    }

    [Requirement("MQTT-4.7.3-1", "3.1.1/MQTT-4.7.3-1")]
    public static async Task AnEmptyTopicFilterClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "" }] });
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError, ReasonCode.TopicFilterInvalid);
    }

    [Requirement("MQTT-4.7.3-2", "3.1.1/MQTT-4.7.3-2")]
    public static async Task ANulInATopicClosesTheConnection(Bench bench)
    {
        var publisher = await bench.ConnectAsync();
        await publisher.SendMessageAsync(bench.Topic("a\0b"), "x");
        await publisher.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        var subscriber = await bench.ConnectAsync();
        await subscriber.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic("a\0b") }] });
        await subscriber.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
    }

    [Requirement("MQTT-4.7.3-3", "3.1.1/MQTT-4.7.3-3")]
    public static async Task ATopicOf65535BytesIsWithinTheProtocol(Bench bench)
    {
        // A broker may have a limit of its own; it then says so with a code, or closes.
        var client = await bench.ConnectAsync();
        var topic = bench.Topic("x").PadRight(65_535, 'x');
        await client.SubscribeAsync(bench.Topic("#"));
        await client.SendMessageAsync(topic, "x", QoS.AtLeastOnce, packetId: 5);
        var next = await client.NextAsync("PUBACK");
        if (next is null or { Packet: Disconnect } or { Packet: PubAck { ReasonCode: >= ReasonCode.UnspecifiedError } }) throw new NotApplicableException("it does not take the longest topics");
        var message = next.Packet is Publish first ? first : await client.ExpectMessageAsync("x");
        Check.Equal(65_535, message.TopicName.Length, "the length of the Topic Name");
    }

    [Requirement("MQTT-4.7.2-1", "3.1.1/MQTT-4.7.2-1"), Needs(Capability.Wildcards)]
    public static async Task FiltersThatBeginWithAWildcardDoNotMatchTopicsThatBeginWithADollar(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var unique = bench.ClientId();
        foreach (var filter in new[] { "#", "+/#", $"+/{unique}", $"+/+" }) await client.SubscribeAsync(filter, retainHandling: RetainHandling.DoNotSend);
        await client.SubscribeAsync($"$conformance/{unique}");
        var publisher = await bench.ConnectAsync();
        await publisher.SendMessageAsync($"$conformance/{unique}", "dollar", QoS.AtLeastOnce, packetId: 3);
        var answer = await publisher.NextAsync("PUBACK");
        await publisher.PublishAsync($"plain/{unique}", "plain", QoS.AtLeastOnce);

        var seen = (await client.MessagesUntilNowAsync()).Where(message => message.TopicName.ToString().EndsWith(unique, StringComparison.Ordinal)).ToList();
        Check.That(seen.Any(message => message.TopicName.ToString() == $"plain/{unique}"), "the control message did not come");
        var dollars = seen.Count(message => message.TopicName.ToString().StartsWith('$'));
        var isTaken = answer is { Packet: PubAck { ReasonCode: < ReasonCode.UnspecifiedError } };
        Check.That(dollars == 0 || (isTaken && dollars == 1), $"a topic that begins with $ came {dollars} times; only its own filter matches it");
    }

    [Requirement("MQTT-4.7.2-1", "3.1.1/MQTT-4.7.2-1"), Needs(Capability.Wildcards)]
    public static async Task NothingOfSysComesToASubscriptionToEverything(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync("#");
        await client.SubscribeAsync("+/+");
        await client.SubscribeAsync("+/broker/#");
        var messages = await client.MessagesUntilNowAsync();
        Check.That(!messages.Any(message => message.TopicName.ToString().StartsWith('$')), "a topic that begins with $ came to a filter that begins with a wildcard");
    }

    [Requirement("MQTT-4.7.3-4", "3.1.1/MQTT-4.7.3-4")]
    public static async Task TopicsAreNotNormalised(Bench bench)
    {
        // Composed and decomposed, upper and lower case, with and without separators at the ends.
        string[] topics = [bench.Topic("\u00E9"), bench.Topic("e\u0301"), bench.Topic("E"), bench.Topic("e"), bench.Topic("e/"), bench.Topic("/e"), bench.Topic(" e"), bench.Topic("\u00DF"), bench.Topic("ss"), bench.Topic("\uFF45"), bench.Topic("%65"), bench.Topic("e\u200B")];
        var client = await bench.ConnectAsync();
        foreach (var topic in topics) await client.SubscribeAsync(topic);
        foreach (var topic in topics)
        {
            await client.PublishAsync(topic, topic);
            Check.Equal<Utf8String>(topic, (await client.ExpectMessageAsync(topic)).TopicName, "the Topic Name");
            await client.ExpectNothingAsync(); // it matched one filter only
        }
    }

    [Requirement("MQTT-4.7.3-4", "MQTT-3.3.2-3", "3.1.1/MQTT-4.7.3-4", "3.1.1/MQTT-3.3.2-3"), Needs(Capability.Wildcards)]
    public static async Task WildcardsMatchAsTheStandardsExamplesSay(Bench bench)
    {
        (string Filter, string[] Matches, string[] Others)[] examples =
        [
            ("sport/tennis/player1/#", ["sport/tennis/player1", "sport/tennis/player1/ranking", "sport/tennis/player1/score/wimbledon"], ["sport/tennis/player10", "sport/tennis"]),
            ("sport/#", ["sport", "sport/", "sport/tennis"], ["sports", "tennis/sport"]),
            ("sport/tennis/+", ["sport/tennis/player1", "sport/tennis/"], ["sport/tennis/player1/ranking", "sport/tennis"]),
            ("sport/+", ["sport/"], ["sport"]),
            ("+/tennis/#", ["sport/tennis", "/tennis/x", "sport/tennis/a/b"], ["tennis", "sport/x/tennis"]),
            ("+/+", ["/finance"], ["finance", "a/b/c"]),
            ("/+", ["/finance"], ["finance", "/"]),
        ];
        foreach (var (filter, matches, others) in examples)
        {
            var client = await bench.ConnectAsync();
            await client.SubscribeAsync(bench.Topic(filter));
            foreach (var topic in matches.Concat(others.Where(topic => topic != "/"))) await client.PublishAsync(bench.Topic(topic), topic);
            Check.Sequence(matches, (await client.MessagesUntilNowAsync()).Select(message => RawClient.Text(message.Payload)), $"what matched '{filter}'");
        }
    }
}
