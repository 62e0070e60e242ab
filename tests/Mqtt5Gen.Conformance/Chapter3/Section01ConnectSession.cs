using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>CONNECT: Clean Start, Session Expiry Interval and take-over.</summary>
[Section("3.1", "CONNECT")]
internal static class Section01ConnectSession
{
    [Requirement("MQTT-3.1.2-4", "MQTT-3.1.4-4", "MQTT-3.2.2-2", "3.1.1/MQTT-3.1.2-6", "3.1.1/MQTT-3.1.4-3", "3.1.1/MQTT-3.2.2-1"), Needs(Capability.LastingSessions)]
    public static async Task CleanStartThrowsTheOldSessionAway(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), "for the old session", QoS.AtLeastOnce);

        var second = await bench.ConnectAsync(clientId);
        Check.That(!second.ConnAck.SessionPresent, "Session Present is 1 after Clean Start");
        await publisher.PublishAsync(bench.Topic(), "to no subscription", QoS.AtLeastOnce);
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.2-5", "MQTT-3.1.2-23", "MQTT-3.2.2-3", "3.1.1/MQTT-3.1.2-4", "3.1.1/MQTT-3.1.2-5", "3.1.1/MQTT-3.2.2-2"), Needs(Capability.LastingSessions)]
    public static async Task ASessionIsResumedWithItsSubscriptionsAndMessages(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), "while away", QoS.AtLeastOnce);

        var second = await bench.ResumeAsync(clientId);
        Check.That(second.ConnAck.SessionPresent, "Session Present is 0 though there is a session");
        await second.AcknowledgeAsync(await second.ExpectMessageAsync("while away"));
        await publisher.PublishAsync(bench.Topic(), "while here", QoS.AtLeastOnce);
        await second.ExpectMessageAsync("while here");
    }

    [Requirement("MQTT-3.1.2-6", "MQTT-3.2.2-3", "3.1.1/MQTT-3.1.2-4", "3.1.1/MQTT-3.2.2-3")]
    public static async Task ASessionThatIsNotThereIsCreated(Bench bench)
    {
        var client = await bench.ResumeAsync(bench.ClientId());
        Check.That(!client.ConnAck.SessionPresent, "Session Present is 1 for a client that was never there");
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "to myself");
        await client.ExpectMessageAsync("to myself");
    }

    [Requirement("MQTT-4.1.0-2", "MQTT-3.2.2-3", "3.1.1/MQTT-3.1.2-6")]
    public static async Task ASessionWithoutExpiryEndsWithItsConnection(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ConnectAsync(clientId);
        await first.SubscribeAsync(bench.Topic());
        await first.DisconnectAsync();

        var second = await bench.ResumeAsync(clientId);
        Check.That(!second.ConnAck.SessionPresent, "Session Present is 1 though the session ended with its connection");
    }

    [Requirement("MQTT-3.1.2-23", "MQTT-4.1.0-2"), Needs(Capability.LastingSessions)]
    public static async Task ASessionEndsWhenItsExpiryIntervalHasPassed(Bench bench)
    {
        var (shortLived, longLived) = (bench.ClientId("s"), bench.ClientId("l"));
        foreach (var (clientId, expiry) in new[] { (shortLived, 1u), (longLived, 300u) })
        {
            var client = await bench.ResumeAsync(clientId, properties: new() { SessionExpiryInterval = expiry });
            await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
            await client.DisconnectAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(3));

        Check.That(!(await bench.ResumeAsync(shortLived)).ConnAck.SessionPresent, "the session is still there 3 s after its last connection; its Session Expiry Interval is 1 s");
        Check.That((await bench.ResumeAsync(longLived)).ConnAck.SessionPresent, "the session is gone 3 s after its last connection; its Session Expiry Interval is 300 s");
    }

    [Requirement("MQTT-3.1.2-23"), Needs(Capability.LastingSessions)]
    public static async Task SessionExpiryFFFFFFFFNeverEnds(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId, properties: new() { SessionExpiryInterval = uint.MaxValue });
        await first.DropAsync();
        var second = await bench.ResumeAsync(clientId);
        Check.That(second.ConnAck.SessionPresent, "the session is gone");
        await second.DisconnectAsync(properties: new() { SessionExpiryInterval = 0 });
    }

    [Requirement("MQTT-3.1.4-3", "3.1.1/MQTT-3.1.4-2")]
    public static async Task ASecondConnectionTakesTheSessionOver(Bench bench)
    {
        var first = await bench.ConnectAsync(bench.ClientId());
        var second = await bench.ConnectAsync(bench.ClientId());
        await first.ExpectDisconnectAsync(ReasonCode.SessionTakenOver);
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.4-3", "3.1.1/MQTT-3.1.4-2")]
    public static async Task TakingOverCrossesVersions(Bench bench)
    {
        if (!bench.Target.Capabilities.HasFlag(Capability.V311)) throw new NotApplicableException("it does not serve 3.1.1");
        var other = bench.Version is ProtocolVersion.V5 ? ProtocolVersion.V311 : ProtocolVersion.V5;
        var first = await bench.ConnectAsync(bench.ClientId());
        var second = await bench.ConnectAsync(bench.ClientId(), other);
        await first.ExpectDisconnectAsync(ReasonCode.SessionTakenOver);
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.3-2", "3.1.1/MQTT-3.1.3-2"), Needs(Capability.LastingSessions)]
    public static async Task SessionsAreKeptApartByTheirClientIdentifiers(Bench bench)
    {
        var (first, second) = (bench.ClientId("a"), bench.ClientId("b"));
        foreach (var clientId in new[] { first, second })
        {
            var client = await bench.ResumeAsync(clientId);
            await client.SubscribeAsync(bench.Topic(clientId), QoS.AtLeastOnce);
            await client.DisconnectAsync();
        }

        var publisher = await bench.ConnectAsync();
        foreach (var clientId in new[] { first, second }) await publisher.PublishAsync(bench.Topic(clientId), "for " + clientId, QoS.AtLeastOnce);

        foreach (var clientId in new[] { second, first })
        {
            var client = await bench.ResumeAsync(clientId);
            await client.AcknowledgeAsync(await client.ExpectMessageAsync("for " + clientId));
            await client.ExpectNothingAsync();
        }
    }

    [Requirement("MQTT-4.1.0-1", "3.1.1/MQTT-4.1.0-1", "3.1.1/MQTT-4.1.0-2")]
    public static async Task ASessionIsKeptWhileItsConnectionIsOpen(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await Task.Delay(TimeSpan.FromSeconds(2)); // its Session Expiry Interval of 0 counts from the close
        await client.PublishAsync(bench.Topic(), "still subscribed");
        await client.ExpectMessageAsync("still subscribed");
    }

    [Requirement("3.1.1/MQTT-3.1.2-7"), Needs(Capability.Retain)]
    public static async Task RetainedMessagesOutliveTheSessionOfTheirPublisher(Bench bench)
    {
        var publisher = await bench.ConnectAsync(bench.ClientId());
        await publisher.PublishAsync(bench.Topic(), "kept", QoS.AtLeastOnce, retain: true);
        await publisher.DisconnectAsync();
        var again = await bench.ConnectAsync(bench.ClientId());
        await again.DisconnectAsync();

        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        await subscriber.ExpectMessageAsync("kept");
        await subscriber.PublishAsync(bench.Topic(), "", retain: true);
    }
}
