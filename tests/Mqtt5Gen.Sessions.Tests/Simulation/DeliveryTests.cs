using CsCheck;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Simulation;

/// <summary>The promises of QoS 1 and QoS 2 over schedules of waits, losses, reconnects and restarts; both ends check quota and identifiers meanwhile.</summary>
public class DeliveryTests
{
    [Fact] // [MQTT-4.3.2-3] [MQTT-4.3.3-3] [MQTT-4.3.3-10] [MQTT-4.4.0-1] [MQTT-4.6.0-1] [MQTT-4.9.0-2]
    public void EveryScheduleKeepsThePromises() => Schedule.Gen.Sample(Check, iter: 10_000);

    private static void Check(Schedule schedule)
    {
        var pair = new SimulatedPair(schedule.FirstPacketId);
        foreach (var step in schedule.Steps) pair.Run(step);
        pair.Settle();

        var accepted = pair.Published.Where(message => !message.IsRefused).ToList();
        Assert.Equal(Of(QoS.ExactlyOnce, accepted), Of(QoS.ExactlyOnce, pair.Delivered)); // once each, in order

        var atLeastOnce = Of(QoS.AtLeastOnce, pair.Delivered);
        Assert.Equal(Of(QoS.AtLeastOnce, accepted), atLeastOnce.Distinct()); // the first copies in order
        Assert.Equal(Of(QoS.AtLeastOnce, accepted), atLeastOnce.AsEnumerable().Reverse().Distinct().Reverse()); // and the last ones
    }

    private static List<int> Of(QoS qos, List<Message> messages) =>
        [.. messages.Where(message => message.QoS == qos).Select(message => message.Number)];
}
