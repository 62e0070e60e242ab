using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Message ordering.</summary>
[Section("4.6", "Message ordering")]
internal static class Section06Ordering
{
    private const int Messages = 200;

    [Requirement("MQTT-4.6.0-5", "MQTT-4.6.0-6", "3.1.1/MQTT-4.6.0-5", "3.1.1/MQTT-4.6.0-6"), Needs(Capability.QoS2)]
    public static async Task MessagesOfOnePublisherKeepTheirOrderPerTopicAndQoS(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic("#"), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < Messages; i++) await publisher.PublishAsync(bench.Topic($"{i % 2}"), $"{i}", (QoS)(i % 3));
        var seen = await ReceiveAsync(subscriber, Messages);
        ExpectOrder(seen);
    }

    [Requirement("MQTT-4.6.0-5", "3.1.1/MQTT-4.6.0-6"), Needs(Capability.QoS1 | Capability.LastingSessions)]
    public static async Task MessagesThatWaitedKeepTheirOrder(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId());
        await first.SubscribeAsync(bench.Topic("#"), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 50; i++) await publisher.PublishAsync(bench.Topic("t"), $"{i}", QoS.AtLeastOnce);

        var second = await bench.ResumeAsync(bench.ClientId());
        await publisher.PublishAsync(bench.Topic("t"), "50", QoS.AtLeastOnce);
        ExpectOrder(await ReceiveAsync(second, 51));
    }

    [Requirement("MQTT-4.6.0-5", "3.1.1/MQTT-4.6.0-1"), Needs(Capability.QoS1 | Capability.LastingSessions)]
    public static async Task WhatIsSentAgainKeepsItsOrderAndComesBeforeWhatIsNew(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId(), properties: new() { ReceiveMaximum = 5 });
        await first.SubscribeAsync(bench.Topic("#"), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 10; i++) await publisher.PublishAsync(bench.Topic("t"), $"{i}", QoS.AtLeastOnce);
        for (var i = 0; i < 5; i++) await first.ExpectMessageAsync($"{i}");
        await first.DropAsync();

        var second = await bench.ResumeAsync(bench.ClientId());
        for (var i = 0; i < 10; i++) await second.AcknowledgeAsync(await second.ExpectMessageAsync($"{i}"));
    }

    // Messages may overtake each other only where their topic or their QoS differs.
    private static void ExpectOrder(IEnumerable<Publish> seen)
    {
        foreach (var line in seen.GroupBy(message => (message.TopicName, message.QoS)))
        {
            var numbers = line.Select(message => int.Parse(RawClient.Text(message.Payload))).ToList();
            Check.Sequence(numbers.Order(), numbers, $"the order of '{line.Key.TopicName}' at QoS {(int)line.Key.QoS}");
        }
    }

    private static async Task<List<Publish>> ReceiveAsync(RawClient subscriber, int count)
    {
        var seen = new List<Publish>();
        while (seen.Count < count)
        {
            var message = await subscriber.ExpectMessageAsync();
            seen.Add(message);
            await subscriber.AcknowledgeAsync(message);
        }

        return seen;
    }
}
