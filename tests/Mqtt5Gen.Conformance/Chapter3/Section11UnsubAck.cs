using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>UNSUBACK.</summary>
[Section("3.11", "UNSUBACK")]
internal static class Section11UnsubAck
{
    [Requirement("MQTT-3.11.2-1", "MQTT-3.11.2-2")]
    public static async Task UnsubAckIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 });
        await client.UnsubscribeAsync(bench.Topic("no subscription"));
    }

    [Requirement("MQTT-3.11.3-1", "MQTT-3.11.3-2")]
    public static async Task TheCodesAreOfTheTableInTheOrderOfTheFilters(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic("b"));
        await client.SubscribeAsync(bench.Topic("d"));
        var unsubAck = await client.UnsubscribeAsync(bench.Topic("a"), bench.Topic("b"), bench.Topic("c"), bench.Topic("d"));
        Check.Sequence([ReasonCode.NoSubscriptionExisted, ReasonCode.Success, ReasonCode.NoSubscriptionExisted, ReasonCode.Success], unsubAck.ReasonCodes, "UNSUBACK's codes");
    }
}
