using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBLISH: flags, Topic Name, and what is handed on unchanged.</summary>
[Section("3.3", "PUBLISH")]
internal static class Section03Publish
{
    [Requirement("MQTT-3.3.1-1", "3.1.1/MQTT-3.3.1-1"), Needs(Capability.LastingSessions)]
    public static async Task WhatIsSentAgainHasDup(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "again", QoS.AtLeastOnce);
        var sent = await first.ExpectMessageAsync("again");
        Check.That(!sent.Dup, "a message that is sent for the first time has DUP");
        await first.DropAsync();

        var second = await bench.ResumeAsync(clientId);
        Check.That((await second.ExpectMessageAsync("again")).Dup, "a message that is sent again has no DUP");
    }

    [Requirement("MQTT-3.3.1-2", "MQTT-4.3.1-1", "3.1.1/MQTT-3.3.1-2", "3.1.1/MQTT-4.3.1-1")]
    public static async Task AtQoS0ThereIsNoDupAndNoPacketIdentifier(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var publisher = await bench.ConnectAsync();
        foreach (var qos in new[] { QoS.AtMostOnce, QoS.AtLeastOnce })
        {
            await publisher.PublishAsync(bench.Topic(), "x", qos);
            var received = await subscriber.ExpectReceivedMessageAsync("x");
            Check.Equal(0x30, received.Bytes[0], "byte 1 of a PUBLISH at QoS 0");
        }
    }

    [Requirement("MQTT-2.2.1-2", "3.1.1/MQTT-2.3.1-5")]
    public static async Task AtQoS0ThePayloadFollowsTheTopicAndProperties(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "x");
        var received = await client.ExpectReceivedMessageAsync("x");
        var length = 2 + 2 + bench.Topic().Length + (bench.Version is ProtocolVersion.V5 ? 1 : 0) + 1;
        Check.Equal(length, received.Bytes.Length, "the length of the packet");
    }

    [Requirement("MQTT-3.3.1-3", "3.1.1/MQTT-3.3.1-3")]
    public static async Task DupIsNotHandedOn(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        var packetId = await publisher.SendMessageAsync(bench.Topic(), "x", QoS.AtLeastOnce, dup: true);
        await publisher.ExpectPubAckAsync(packetId);
        Check.That(!(await subscriber.ExpectMessageAsync("x")).Dup, "the publisher's DUP was handed on");
    }

    [Requirement("MQTT-3.3.2-1", "MQTT-3.3.2-2", "MQTT-3.3.2-3", "3.1.1/MQTT-3.3.2-1", "3.1.1/MQTT-3.3.2-2", "3.1.1/MQTT-3.3.2-3"), Needs(Capability.Wildcards)]
    public static async Task TheTopicNameIsThatOfThePublisher(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("+/b/#"));
        await client.PublishAsync(bench.Topic("a/b/c"), "x");
        await client.PublishAsync(bench.Topic("a/c/c"), "does not match");
        await client.PublishAsync(bench.Topic("ä/b"), "y");
        Check.Equal<Utf8String>(bench.Topic("a/b/c"), (await client.ExpectMessageAsync("x")).TopicName, "the Topic Name");
        Check.Equal<Utf8String>(bench.Topic("ä/b"), (await client.ExpectMessageAsync("y")).TopicName, "the Topic Name");
    }

    [Requirement("MQTT-3.3.2-4", "MQTT-3.3.2-15", "MQTT-3.3.2-16", "MQTT-3.3.2-17", "MQTT-3.3.2-18", "MQTT-3.3.2-20", "MQTT-3.3.2-13", "MQTT-3.3.2-14", "MQTT-3.3.2-19")]
    public static async Task PropertiesAreHandedOnUnchanged(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var properties = new PublishProperties
        {
            PayloadFormatIndicator = PayloadFormat.Utf8,
            ContentType = "text/plain; charset=utf-8",
            ResponseTopic = bench.Topic("answer"),
            CorrelationData = new byte[] { 0, 1, 0xFF },
            UserProperties = [new("z", "1"), new("a", ""), new("z", "0"), new("", "ü")],
        };
        foreach (var qos in new[] { QoS.AtMostOnce, QoS.AtLeastOnce })
        {
            await subscriber.PublishAsync(bench.Topic(), "text", qos, properties: properties);
            Check.Equal(properties, (await subscriber.ExpectMessageAsync("text")).Properties, "what was handed on of the properties");
        }
    }

    [Requirement("MQTT-3.3.2-4", "MQTT-3.3.2-17", "MQTT-3.3.2-18"), Needs(Capability.Retain)]
    public static async Task PropertiesOfRetainedMessagesAreHandedOnUnchanged(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var properties = new PublishProperties
        {
            PayloadFormatIndicator = PayloadFormat.Utf8,
            ContentType = "text/plain",
            UserProperties = [new("b", "1"), new("a", "2"), new("b", "1")],
        };
        await client.PublishAsync(bench.Topic(), "kept", retain: true, properties: properties);
        await client.SubscribeAsync(bench.Topic());
        Check.Equal(properties, (await client.ExpectMessageAsync("kept")).Properties, "what was kept of the properties");
        await client.PublishAsync(bench.Topic(), "", retain: true);
    }

    [Requirement("MQTT-3.3.2-16")]
    public static async Task EmptyCorrelationDataIsHandedOn(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "x", properties: new() { CorrelationData = Array.Empty<byte>() });
        Check.Equal<Bytes?>(Array.Empty<byte>(), (await client.ExpectMessageAsync("x")).Properties?.CorrelationData, "the Correlation Data");
    }

    [Requirement("MQTT-3.3.2-5"), Needs(Capability.LastingSessions)]
    public static async Task AMessageThatExpiredWhileItWaitedIsNotDelivered(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        await publisher.PublishAsync(bench.Topic(), "short", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 1 });
        await publisher.PublishAsync(bench.Topic(), "long", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 600 });
        await Task.Delay(TimeSpan.FromSeconds(2.5));

        var second = await bench.ResumeAsync(clientId);
        await second.AcknowledgeAsync(await second.ExpectMessageAsync("long"));
        await second.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.3.2-5"), Needs(Capability.Retain)]
    public static async Task ARetainedMessageThatExpiredIsNotDelivered(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "short", retain: true, properties: new() { MessageExpiryInterval = 1 });
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await client.SubscribeAsync(bench.Topic());
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.3.2-6"), Needs(Capability.LastingSessions)]
    public static async Task TheExpiryIsReducedByTheTimeThatAMessageWaited(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var time = System.Diagnostics.Stopwatch.StartNew();
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "waits", QoS.AtLeastOnce, properties: new() { MessageExpiryInterval = 600 });
        await Task.Delay(TimeSpan.FromSeconds(2.2));

        var second = await bench.ResumeAsync(clientId);
        var left = (await second.ExpectMessageAsync("waits")).Properties?.MessageExpiryInterval;
        Check.That(left <= 598 && left >= 600 - time.Elapsed.TotalSeconds - 1, $"{left} s are left of 600 s, {time.Elapsed.TotalSeconds:f1} s later");
    }

    [Requirement("MQTT-3.3.2-6"), Needs(Capability.Retain)]
    public static async Task TheExpiryIsReducedByTheTimeThatAMessageWasRetained(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "kept", retain: true, properties: new() { MessageExpiryInterval = 600 });
        await Task.Delay(TimeSpan.FromSeconds(2.2));
        await client.SubscribeAsync(bench.Topic());
        var left = (await client.ExpectMessageAsync("kept")).Properties?.MessageExpiryInterval;
        Check.That(left is <= 598 and > 500, $"{left} s are left of 600 s, 2 s later");
        await client.PublishAsync(bench.Topic(), "", retain: true);
    }

    [Requirement("MQTT-3.3.4-1", "3.1.1/MQTT-3.3.4-1"), Needs(Capability.QoS1 | Capability.QoS2)]
    public static async Task EachQoSHasItsAnswer(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendMessageAsync(bench.Topic(), "x");
        await client.ExpectNothingAsync();
        await client.SendMessageAsync(bench.Topic(), "x", QoS.AtLeastOnce, packetId: 77);
        await client.ExpectPubAckAsync(77);
        await client.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 78);
        await client.ExpectPubRecAsync(78);
        await client.ReleaseAsync(78);
        await client.ExpectNothingAsync();
    }

    [Requirement("PayloadIsOfItsFormat"), Needs(Capability.PayloadFormatChecks)]
    public static async Task APayloadThatIsNotTheTextThatItClaimsToBeIsNotAccepted(Bench bench)
    {
        var client = await bench.ConnectAsync();
        var publish = new Publish { TopicName = bench.Topic(), Payload = new byte[] { 0xC3, 0x28 }, Properties = new() { PayloadFormatIndicator = PayloadFormat.Utf8 } };
        await client.SendAsync(publish with { QoS = QoS.AtLeastOnce, PacketId = 1 });
        Check.Equal(ReasonCode.PayloadFormatInvalid, (await client.ExpectAsync<PubAck>()).ReasonCode, "PUBACK's code");
        await client.SendAsync(publish with { QoS = QoS.ExactlyOnce, PacketId = 2 });
        Check.Equal(ReasonCode.PayloadFormatInvalid, (await client.ExpectAsync<PubRec>()).ReasonCode, "PUBREC's code");
        await client.SendAsync(publish);
        await client.ExpectDisconnectAsync(ReasonCode.PayloadFormatInvalid);
    }
}
