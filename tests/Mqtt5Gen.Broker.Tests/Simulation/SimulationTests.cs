using CsCheck;

namespace Mqtt5Gen.Broker.Tests.Simulation;

/// <summary>The promises of the broker from end to end, over schedules of waits, slow readers, losses, reconnects, take-overs and sessions that end.</summary>
public sealed class SimulationTests
{
    [Fact] // MQTT-4.3.2-3, MQTT-4.3.3-3, MQTT-4.4.0-1, MQTT-4.6.0-5, MQTT-4.8.2-4, MQTT-4.8.2-5, MQTT-4.9.0-2, MQTT-3.3.2-5, MQTT-3.3.2-6
    public void EveryScheduleKeepsThePromises() => Schedule.Gen.Sample(Check, iter: 2_000);

    private static void Check(Schedule schedule)
    {
        var world = new SimulatedWorld(schedule.Strategy);
        foreach (var step in schedule.Steps) world.Run(step);
        world.Settle();
        world.Check();
    }
}
