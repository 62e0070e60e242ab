namespace Mqtt5Gen.Broker.Telemetry.SystemTopics;

/// <summary>How much a minute, over the last 1, 5 and 15 minutes: what is longer ago counts less and less, as in the load average of Unix.</summary>
internal sealed class LoadAverage
{
    private static readonly double[] Minutes = [1, 5, 15];

    private readonly double[] _averages = new double[Minutes.Length];
    private long _total;

    public double Of(int which) => _averages[which];

    /// <summary>Time has passed.</summary>
    /// <param name="total">What was counted from the start.</param>
    /// <param name="milliseconds">Since it was told last.</param>
    public void Add(long total, long milliseconds)
    {
        var minutes = milliseconds / 60_000.0;
        var rate = (total - _total) / minutes;
        _total = total;
        for (var i = 0; i < Minutes.Length; i++) _averages[i] += (1 - Math.Exp(-minutes / Minutes[i])) * (rate - _averages[i]);
    }
}
