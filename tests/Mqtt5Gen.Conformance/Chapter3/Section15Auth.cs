using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>AUTH. How it is used is section 4.12.</summary>
[Section("3.15", "AUTH")]
internal static class Section15Auth
{
    [Requirement("MQTT-3.15.1-1")]
    public static async Task OtherFlagsOfAuthCloseTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendBytesAsync(new byte[] { 0xF1, 2, 0x18, 0 });
        await client.ExpectDisconnectAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
    }

    [Requirement("AuthHasItsMethod")]
    public static async Task AnAuthWithoutMethodClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendBytesAsync(new byte[] { 0xF0, 2, 0x19, 0 });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError);
    }
}
