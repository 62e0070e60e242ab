using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>DISCONNECT.</summary>
[Section("3.14", "DISCONNECT")]
internal static class Section14Disconnect
{
    [Requirement("MQTT-3.14.0-1")]
    public static async Task TheBrokerSendsNoDisconnectBeforeItAccepted(Bench bench)
    {
        var notYet = await bench.OpenAsync();
        await notYet.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic() }] });
        await notYet.ExpectEndAsync();

        var refused = await bench.OpenAsync();
        await refused.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { AuthenticationMethod = "unknown" } });
        await refused.ExpectRefusalAsync(ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-3.14.1-1", "3.1.1/MQTT-3.14.1-1")]
    public static async Task OtherFlagsOfDisconnectAreAnErrorSoTheWillGoesOut(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var client = await bench.ConnectAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, WillTopic = bench.Topic(), WillPayload = "will"u8.ToArray() });
        await client.SendBytesAsync(new byte[] { 0xE1, 0 });
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.14.2-1", "MQTT-3.14.2-2", "MQTT-3.14.4-1", "MQTT-3.14.4-2")]
    public static async Task TheBrokersDisconnectHasItsFormAndIsTheLastPacket(Bench bench)
    {
        // A code or a property that the broker may not send, the strict client does not decode.
        var client = await bench.ConnectAsync(properties: new() { SessionExpiryInterval = 300 });
        await client.SendAsync(new PingReq());
        await client.SendBytesAsync(new byte[] { 0x00, 0x00, 0xC0, 0x00 });
        await client.ExpectAsync<PingResp>();
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
    }

    [Requirement("MQTT-3.14.2-3", "MQTT-3.14.2-4")]
    public static async Task TheBrokersDisconnectIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 });
        await client.SendBytesAsync(new byte[] { 0x36, 6, 0, 1, 0x61, 0, 1, 0 });
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
    }

    [Requirement("MQTT-3.14.4-2", "3.1.1/MQTT-3.14.4-1")]
    public static async Task TheBrokerClosesWhenTheClientSaysGoodbye(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Disconnect());
        await client.ExpectEndAsync();
    }

    [Requirement("MQTT-3.14.4-1", "3.1.1/MQTT-3.14.4-2")]
    public static async Task WhatFollowsADisconnectIsNotProcessed(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var client = await bench.ConnectAsync();
        byte[] disconnect = new Disconnect().ToArray(bench.Version);
        await client.SendBytesAsync(disconnect.Concat(new Publish { TopicName = bench.Topic(), Payload = "late"u8.ToArray() }.ToArray(bench.Version)).ToArray());
        await client.ExpectEndAsync();
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("SessionExpiryStaysZero")]
    public static async Task ASessionThatEndsWithItsConnectionIsNotProlongedByDisconnect(Bench bench)
    {
        var client = await bench.ConnectAsync(bench.ClientId());
        await client.SendAsync(new Disconnect { Properties = new() { SessionExpiryInterval = 300 } });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError);
        Check.That(!(await bench.ResumeAsync(bench.ClientId())).ConnAck.SessionPresent, "the session was prolonged");
    }

    [Requirement("MQTT-3.1.2-23", "MQTT-4.1.0-2"), Needs(Capability.LastingSessions)]
    public static async Task DisconnectMayShortenTheSession(Bench bench)
    {
        var client = await bench.ResumeAsync(bench.ClientId());
        await client.DisconnectAsync(properties: new() { SessionExpiryInterval = 0 });
        Check.That(!(await bench.ResumeAsync(bench.ClientId())).ConnAck.SessionPresent, "the session is still there");
    }

    [Requirement("MQTT-3.1.2-23"), Needs(Capability.LastingSessions)]
    public static async Task DisconnectMayProlongTheSession(Bench bench)
    {
        var client = await bench.ResumeAsync(bench.ClientId(), properties: new() { SessionExpiryInterval = 1 });
        await client.DisconnectAsync(properties: new() { SessionExpiryInterval = 300 });
        await Task.Delay(TimeSpan.FromSeconds(3));
        Check.That((await bench.ResumeAsync(bench.ClientId())).ConnAck.SessionPresent, "the session is gone");
    }
}
