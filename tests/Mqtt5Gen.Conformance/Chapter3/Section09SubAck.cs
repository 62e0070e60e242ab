using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>SUBACK.</summary>
[Section("3.9", "SUBACK")]
internal static class Section09SubAck
{
    [Requirement("MQTT-3.9.2-1", "MQTT-3.9.2-2")]
    public static async Task SubAckIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.ConnectAsync(properties: new() { MaximumPacketSize = 64 });
        await client.TrySubscribeAsync([new() { TopicFilter = bench.Topic() }, new() { TopicFilter = "$share/g/" + bench.Topic() }]);
    }

    [Requirement("MQTT-3.9.3-1", "3.1.1/MQTT-3.9.3-1"), Needs(Capability.QoS2)]
    public static async Task TheCodesAreInTheOrderOfTheFilters(Bench bench)
    {
        var client = await bench.ConnectAsync();
        QoS[] asked = [QoS.ExactlyOnce, QoS.AtMostOnce, QoS.AtLeastOnce, QoS.AtMostOnce, QoS.ExactlyOnce];
        var subAck = await client.TrySubscribeAsync([.. asked.Select((qos, index) => new Subscription { TopicFilter = bench.Topic($"{index}"), MaximumQoS = qos })]);
        Check.Sequence(asked.Select(qos => (ReasonCode)qos), subAck.ReasonCodes, "SUBACK's codes");
    }

    [Requirement("MQTT-3.9.3-2", "3.1.1/MQTT-3.9.3-2")]
    public static async Task TheCodesAreOfTheTable(Bench bench)
    {
        // What is not in the table of its version, the strict client does not decode.
        var client = await bench.ConnectAsync();
        foreach (var filter in new[] { bench.Topic(), "$SYS/#", "#", "+/+", "/", "//", " " })
        {
            await client.SendAsync(new Subscribe { PacketId = client.NewPacketId(), Subscriptions = [new() { TopicFilter = filter, MaximumQoS = QoS.ExactlyOnce, RetainHandling = RetainHandling.DoNotSend }] });
            await client.ExpectAsync<SubAck>();
            await client.UnsubscribeAsync(filter);
        }
    }
}
