using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBACK.</summary>
[Section("3.4", "PUBACK"), Needs(Capability.QoS1)]
internal static class Section04PubAck
{
    [Requirement("MQTT-3.4.2-1", "MQTT-2.2.1-5", "3.1.1/MQTT-2.3.1-6")]
    public static async Task PubAckHasThePacketIdentifierOfItsPublishAndACodeOfTheTable(Bench bench)
    {
        var client = await bench.ConnectAsync();
        foreach (ushort packetId in new[] { 1, 0x0100, 65_535 })
        {
            await client.SendMessageAsync(bench.Topic(), "x", QoS.AtLeastOnce, packetId: packetId);
            await client.ExpectPubAckAsync(packetId);
        }
    }

    [Requirement("ReasonCodeIsKnownHere")]
    public static async Task ACodeThatIsNotOfTheTableClosesTheConnection(Bench bench)
    {
        foreach (var code in new byte[] { 0x01, 0x81, 0xFF })
        {
            var client = await bench.ConnectAsync();
            await client.SendBytesAsync(new byte[] { 0x40, 3, 0, 1, code });
            await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.MalformedPacket);
        }
    }

    [Requirement("MQTT-3.4.2-2", "MQTT-3.4.2-3")]
    public static async Task PubAckIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 });
        await client.SendMessageAsync(bench.Topic("nobody subscribes to this"), "x", QoS.AtLeastOnce, packetId: 3);
        await client.ExpectPubAckAsync(3);
    }

    [Requirement("MQTT-3.4.2-1"), On(Profile.Secured)]
    public static async Task APublishThatIsNotAllowedIsAnsweredWithACodeOfPubAck(Bench bench)
    {
        var client = await bench.ConnectAsync(Secured.Connect(bench.ClientId()));
        await client.SendMessageAsync(Secured.ForbiddenTopic, "x", QoS.AtLeastOnce, packetId: 3);
        var next = await client.NextAsync("PUBACK or the end of the connection");
        Check.That(next is null or { Packet: PubAck { ReasonCode: ReasonCode.NotAuthorized } } or { Packet: Disconnect { ReasonCode: ReasonCode.NotAuthorized } }, $"{RawClient.Describe(next!.Packet)} came");
    }

    [Requirement("3.1.1/MQTT-3.3.5-2"), On(Profile.Secured)]
    public static async Task APublishThatIsNotAllowedIsAcknowledgedOrClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync(Secured.Connect(bench.ClientId()));
        await client.SendMessageAsync(Secured.ForbiddenTopic, "x", QoS.AtLeastOnce, packetId: 3);
        var next = await client.NextAsync("PUBACK or the end of the connection");
        Check.That(next is null or { Packet: PubAck { PacketId: 3 } }, $"{(next is null ? "" : RawClient.Describe(next.Packet))} came");
    }
}
