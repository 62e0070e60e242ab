using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>CONNECT: what the client announces, the broker keeps. The strict client checks it on every packet of every test; here it is provoked.</summary>
[Section("3.1", "CONNECT")]
internal static class Section01ConnectLimits
{
    private const int MaximumPacketSize = 200;

    private static readonly string TooLong = new('x', 2 * MaximumPacketSize);

    [Requirement("MQTT-3.1.2-24"), Needs(Capability.QoS2)]
    public static async Task AMessageThatIsTooLargeForTheClientIsNotSentToIt(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { MaximumPacketSize = MaximumPacketSize });
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync();
        foreach (var qos in Enum.GetValues<QoS>()) await publisher.PublishAsync(bench.Topic(), TooLong, qos);
        await publisher.PublishAsync(bench.Topic(), "small enough");
        await subscriber.ExpectMessageAsync("small enough");
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.2-25"), Needs(Capability.QoS1)]
    public static async Task AMessageThatIsTooLargeForTheClientTakesNoPlaceInItsReceiveMaximum(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { MaximumPacketSize = MaximumPacketSize, ReceiveMaximum = 1 });
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), TooLong, QoS.AtLeastOnce);
        await publisher.PublishAsync(bench.Topic(), "small enough", QoS.AtLeastOnce);
        await subscriber.AcknowledgeAsync(await subscriber.ExpectMessageAsync("small enough"));
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.2-25"), Needs(Capability.LastingSessions)]
    public static async Task AQueuedMessageThatIsTooLargeCountsAsDelivered(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), TooLong, QoS.AtLeastOnce);
        await publisher.PublishAsync(bench.Topic(), "small enough", QoS.AtLeastOnce);

        var second = await bench.ResumeAsync(clientId, properties: new() { MaximumPacketSize = MaximumPacketSize });
        await second.AcknowledgeAsync(await second.ExpectMessageAsync("small enough"));
        await second.ExpectNothingAsync();
        await second.DisconnectAsync();

        var third = await bench.ResumeAsync(clientId);
        await third.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.2-25")]
    public static async Task AMessageThatIsTooLargeForOneClientReachesTheOthers(Bench bench)
    {
        var small = await bench.ConnectAsync(properties: new() { MaximumPacketSize = MaximumPacketSize });
        var large = await bench.ConnectAsync();
        foreach (var subscriber in new[] { small, large }) await subscriber.SubscribeAsync(bench.Topic());
        await large.PublishAsync(bench.Topic(), TooLong);
        await large.ExpectMessageAsync(TooLong);
        await small.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.2-27")]
    public static async Task WithoutTopicAliasMaximumNoAliasIsSent(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        for (var i = 0; i < 4; i++)
        {
            await subscriber.PublishAsync(bench.Topic(), "again");
            var message = await subscriber.ExpectMessageAsync();
            Check.Equal(null, message.Properties?.TopicAlias, "the Topic Alias");
            Check.Equal<Mqtt5Gen.Wire.Utf8String>(bench.Topic(), message.TopicName, "the Topic Name");
        }
    }

    [Requirement("MQTT-3.1.2-26", "MQTT-3.3.2-11")]
    public static async Task ATopicAliasIsWithinTheClientsMaximum(Bench bench)
    {
        var subscriber = await bench.ConnectAsync(properties: new() { TopicAliasMaximum = 2 });
        for (var i = 0; i < 4; i++) await subscriber.SubscribeAsync(bench.Topic($"t{i}"));
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                await subscriber.PublishAsync(bench.Topic($"t{i}"), "x");
                var alias = (await subscriber.ExpectMessageAsync()).Properties?.TopicAlias;
                Check.That(alias is null or 1 or 2, $"the Topic Alias is {alias}; the client allows 2");
            }
        }
    }

    [Requirement("MQTT-3.1.2-28")]
    public static async Task ResponseInformationIsNotSentToWhoDidNotAskForIt(Bench bench)
    {
        foreach (var asks in new bool?[] { false, null })
        {
            var client = await bench.ConnectAsync(bench.ClientId(), properties: new() { RequestResponseInformation = asks });
            Check.Equal(null, client.ConnAck.Properties?.ResponseInformation, "CONNACK's Response Information");
        }
    }

    [Requirement("MQTT-3.1.2-29")]
    public static async Task ReasonStringsAndUserPropertiesAreNotSentToWhoDoesNotWantThem(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { RequestProblemInformation = false });
        await client.TrySubscribeAsync([new() { TopicFilter = bench.Topic() }, new() { TopicFilter = "$share/group/" + bench.Topic("shared") }]);
        await client.UnsubscribeAsync(bench.Topic("no subscription"));
        await client.SendMessageAsync(bench.Topic("nobody"), "x", QoS.AtLeastOnce, packetId: 50);
        await client.ExpectAsync<PubAck>();
        await client.SendMessageAsync(bench.Topic("nobody"), "x", QoS.ExactlyOnce, packetId: 51);
        await client.ExpectAsync<PubRec>();
        await client.ReleaseAsync(51);
        await client.ReleaseAsync(999);
        await client.ExpectNothingAsync(); // each packet was checked for them
    }

    [Requirement("MQTT-3.1.2-29")]
    public static async Task UserPropertiesOfMessagesAreSentAllTheSame(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { RequestProblemInformation = false });
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "x", properties: new() { UserProperties = [new("a", "b")] });
        Check.Equal(1, (await client.ExpectMessageAsync()).Properties?.UserProperties.Count, "the number of User Properties");
    }
}
