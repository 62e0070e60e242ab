namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>The monotonic milliseconds that the broker is told.</summary>
internal sealed class MqttClock(TimeProvider time)
{
    private readonly long _ticksPerMillisecond = Math.Max(1, time.TimestampFrequency / 1000);

    public TimeProvider Time => time;

    public long Now => time.GetTimestamp() / _ticksPerMillisecond;
}
