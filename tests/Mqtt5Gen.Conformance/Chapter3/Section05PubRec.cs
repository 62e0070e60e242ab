using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBREC.</summary>
[Section("3.5", "PUBREC"), Needs(Capability.QoS2)]
internal static class Section05PubRec
{
    [Requirement("MQTT-3.5.2-1", "MQTT-2.2.1-5", "3.1.1/MQTT-2.3.1-6")]
    public static async Task PubRecHasThePacketIdentifierOfItsPublishAndACodeOfTheTable(Bench bench)
    {
        var client = await bench.ConnectAsync();
        foreach (ushort packetId in new[] { 1, 0x0100, 65_535 })
        {
            await client.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: packetId);
            await client.ExpectPubRecAsync(packetId);
        }
    }

    [Requirement("MQTT-3.5.2-2", "MQTT-3.5.2-3")]
    public static async Task PubRecIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 });
        await client.SendMessageAsync(bench.Topic("nobody subscribes to this"), "x", QoS.ExactlyOnce, packetId: 3);
        await client.ExpectPubRecAsync(3);
    }

    [Requirement("MQTT-3.5.2-1"), On(Profile.Secured)]
    public static async Task APublishThatIsNotAllowedIsAnsweredWithACodeOfPubRec(Bench bench)
    {
        if (!await AllowsQoS2Async(bench)) throw new NotApplicableException("it offers no QoS 2 where it is secured");
        var client = await bench.ConnectAsync(Secured.Connect(bench.ClientId()));
        await client.SendMessageAsync(Secured.ForbiddenTopic, "x", QoS.ExactlyOnce, packetId: 3);
        var next = await client.NextAsync("PUBREC or the end of the connection");
        Check.That(next is null or { Packet: PubRec { ReasonCode: ReasonCode.NotAuthorized } } or { Packet: Disconnect { ReasonCode: ReasonCode.NotAuthorized } }, $"{RawClient.Describe(next!.Packet)} came");
    }

    private static async Task<bool> AllowsQoS2Async(Bench bench) => (await bench.ConnectAsync(Secured.Connect(bench.ClientId("q")))).Server.MaximumQoS == 2;
}
