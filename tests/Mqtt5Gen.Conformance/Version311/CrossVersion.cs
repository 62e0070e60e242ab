using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Version311;

/// <summary>Clients of both versions on one broker.</summary>
[Section("7.1", "Both versions at once"), Needs(Capability.V311)]
internal static class CrossVersion
{
    [Requirement("MQTT-4.5.0-1", "3.1.1/MQTT-4.5.0-1"), Needs(Capability.QoS2)]
    public static async Task MessagesCrossVersionsAtEveryQoS(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        var publisher = await bench.ConnectAsync(version: Other(bench));
        foreach (var qos in Enum.GetValues<QoS>())
        {
            await publisher.PublishAsync(bench.Topic(), $"{qos}", qos);
            var message = await subscriber.ExpectMessageAsync($"{qos}");
            Check.Equal(qos, message.QoS, "the QoS");
            Check.Equal(null, message.Properties, "the properties of a message that had none");
            await subscriber.AcknowledgeAsync(message);
        }
    }

    [Requirement("3.1.1/MQTT-3.3.2-3"), Needs(Capability.Retain)]
    public static async Task WhatOnly5KnowsDoesNotReachAClientOf311(Bench bench)
    {
        var publisher = await bench.ConnectAsync(version: ProtocolVersion.V5);
        var properties = new PublishProperties { UserProperties = [new("a", "b")], ContentType = "c", MessageExpiryInterval = 600, ResponseTopic = bench.Topic("r"), CorrelationData = "d"u8.ToArray() };
        await publisher.PublishAsync(bench.Topic(), "kept", QoS.AtLeastOnce, retain: true, properties: properties);
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var received = await subscriber.ExpectReceivedMessageAsync("kept");
        Check.Equal(2 + 2 + bench.Topic().Length + "kept".Length, received.Bytes.Length, "the length of the packet");

        // ... and is still there for one of 5.0.
        await publisher.SubscribeAsync(bench.Topic());
        Check.Equal<Utf8String?>("c", (await publisher.ExpectMessageAsync("kept")).Properties?.ContentType, "the Content Type");
        await publisher.SendMessageAsync(bench.Topic(), "", retain: true);
    }

    [Requirement("MQTT-3.1.2-5", "3.1.1/MQTT-3.1.2-4"), Needs(Capability.LastingSessions)]
    public static async Task ASessionMayBeResumedByTheOtherVersion(Bench bench)
    {
        var first = await bench.ResumeAsync(bench.ClientId(), Other(bench));
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "while away", QoS.AtLeastOnce);

        var second = await bench.ResumeAsync(bench.ClientId());
        Check.That(second.ConnAck.SessionPresent, "Session Present is 0 though there is a session");
        await second.ExpectMessageAsync("while away");
    }

    [Requirement("MQTT-3.1.2-8", "3.1.1/MQTT-3.1.2-8")]
    public static async Task WillsCrossVersions(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var client = await bench.ConnectAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, WillTopic = bench.Topic(), WillPayload = "will"u8.ToArray() }, Other(bench));
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");
    }

    private static ProtocolVersion Other(Bench bench) => bench.Version is ProtocolVersion.V5 ? ProtocolVersion.V311 : ProtocolVersion.V5;
}
