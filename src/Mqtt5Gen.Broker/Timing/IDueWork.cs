namespace Mqtt5Gen.Broker.Timing;

/// <summary>What is to be looked at when its time comes.</summary>
internal interface IDueWork
{
    /// <summary>The time of its one valid entry; guarded by the schedule.</summary>
    long ArmedFor { get; set; }

    /// <summary>Does what is due; returns when to come again, or <see cref="Schedule.Never"/>.</summary>
    long Run(long now, FlushBatch batch);
}
