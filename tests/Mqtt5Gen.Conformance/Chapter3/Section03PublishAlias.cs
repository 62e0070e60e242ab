using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBLISH: Topic Alias.</summary>
[Section("3.3", "PUBLISH"), Needs(Capability.TopicAliases)]
internal static class Section03PublishAlias
{
    [Requirement("MQTT-3.3.2-12")]
    public static async Task EveryAliasUpToTheAnnouncedMaximumIsAccepted(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench);
        var maximum = publisher.Server.TopicAliasMaximum;
        foreach (var alias in new ushort[] { 1, maximum }.Distinct())
        {
            await publisher.SendMessageAsync(bench.Topic($"{alias}"), "named", properties: new() { TopicAlias = alias });
            await publisher.SendMessageAsync("", "by alias", properties: new() { TopicAlias = alias });
            foreach (var payload in new[] { "named", "by alias" })
            {
                var message = await subscriber.ExpectMessageAsync(payload);
                Check.Equal<Utf8String>(bench.Topic($"{alias}"), message.TopicName, "the Topic Name");
                Check.Equal(null, message.Properties?.TopicAlias, "the Topic Alias that was handed on");
            }
        }
    }

    [Requirement("MQTT-3.3.2-12")]
    public static async Task AnAliasMayBeGivenAnotherTopic(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench);
        foreach (var topic in new[] { bench.Topic("a"), bench.Topic("b") })
        {
            await publisher.SendMessageAsync(topic, "x", properties: new() { TopicAlias = 1 });
            await publisher.SendMessageAsync("", "y", properties: new() { TopicAlias = 1 });
            Check.Equal<Utf8String>(topic, (await subscriber.ExpectMessageAsync("x")).TopicName, "the Topic Name");
            Check.Equal<Utf8String>(topic, (await subscriber.ExpectMessageAsync("y")).TopicName, "the Topic Name");
        }
    }

    [Requirement("MQTT-3.3.2-7"), Needs(Capability.TopicAliases | Capability.LastingSessions)]
    public static async Task AliasesDoNotOutliveTheirConnection(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SendMessageAsync(bench.Topic(), "x", properties: new() { TopicAlias = 1 });
        await first.DisconnectAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        await second.SendMessageAsync("", "x", properties: new() { TopicAlias = 1 });
        await second.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.TopicAliasInvalid);
    }

    [Requirement("TopicAliasIsMapped")]
    public static async Task AnAliasThatStandsForNothingClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendMessageAsync("", "x", properties: new() { TopicAlias = 1 });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.TopicAliasInvalid);
    }

    [Requirement("MQTT-3.2.2-17")]
    public static async Task AnAliasAboveTheAnnouncedMaximumClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        if (client.Server.TopicAliasMaximum is ushort.MaxValue) throw new NotApplicableException("it accepts every alias there is");
        await client.SendMessageAsync(bench.Topic(), "x", properties: new() { TopicAlias = (ushort)(client.Server.TopicAliasMaximum + 1) });
        await client.ExpectDisconnectAsync(ReasonCode.TopicAliasInvalid);
    }

    [Requirement("MQTT-3.3.2-12")]
    public static async Task AnAliasWorksAtEveryQoS(Bench bench)
    {
        var (publisher, subscriber) = await PairAsync(bench, QoS.ExactlyOnce);
        await publisher.SendMessageAsync(bench.Topic("a"), "first", properties: new() { TopicAlias = 1 });
        await subscriber.ExpectMessageAsync("first");
        await publisher.PublishAsync("", "second", QoS.AtLeastOnce, properties: new() { TopicAlias = 1 });
        await publisher.PublishAsync("", "third", QoS.ExactlyOnce, properties: new() { TopicAlias = 1 });
        await subscriber.ExpectMessageAsync("second");
        await subscriber.ExpectMessageAsync("third");
    }

    private static async Task<(RawClient Publisher, RawClient Subscriber)> PairAsync(Bench bench, QoS qos = QoS.AtMostOnce)
    {
        var publisher = await bench.ConnectAsync();
        Check.That(publisher.Server.TopicAliasMaximum > 0, "CONNACK allows no Topic Alias though the broker is said to take them");
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic("#"), qos);
        return (publisher, subscriber);
    }
}
