using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PUBCOMP.</summary>
[Section("3.7", "PUBCOMP"), Needs(Capability.QoS2)]
internal static class Section07PubComp
{
    [Requirement("MQTT-3.7.2-1", "MQTT-2.2.1-5")]
    public static async Task PubCompHasThePacketIdentifierOfItsPubRelAndACodeOfTheTable(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 0x0102);
        await client.ExpectPubRecAsync(0x0102);
        Check.Equal(ReasonCode.Success, (await client.ReleaseAsync(0x0102)).ReasonCode, "PUBCOMP's code");

        var unknown = await client.ReleaseAsync(0x0304);
        Check.That(unknown.ReasonCode is ReasonCode.Success or ReasonCode.PacketIdentifierNotFound, $"PUBCOMP has {Check.Show(unknown.ReasonCode)}");
    }

    [Requirement("MQTT-3.7.2-2", "MQTT-3.7.2-3")]
    public static async Task PubCompIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 });
        await client.ReleaseAsync(9); // one that is not known may be explained
        await client.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce, packetId: 3);
        await client.ExpectPubRecAsync(3);
        await client.ReleaseAsync(3);
    }
}
