using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>PINGREQ and PINGRESP.</summary>
[Section("3.12", "PINGREQ")]
internal static class Section12PingReq
{
    [Requirement("MQTT-3.12.4-1", "3.1.1/MQTT-3.12.4-1")]
    public static async Task EveryPingIsAnswered(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendBytesAsync(new byte[] { 0xC0, 0, 0xC0, 0, 0xC0, 0 });
        for (var i = 0; i < 3; i++) Check.Sequence<byte>([0xD0, 0], (await client.ExpectReceivedAsync<PingResp>()).Bytes, "PINGRESP");
        await client.ExpectNothingAsync();
    }
}
