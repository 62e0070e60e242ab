namespace Mqtt5Gen.Testing;

/// <summary>What code takes from the heap.</summary>
internal static class Allocated
{
    private const int Measurements = 5;

    /// <summary>How often <see cref="By"/> measures, with the one that warms up.</summary>
    public const int Runs = 1 + Measurements;

    /// <summary>
    /// The bytes that an action allocates on its thread when it is done a number of times: the least of several measurements, after one that warms up. The runtime allocates
    /// for itself when it comes to code that it has not compiled (a table of handles is 16,344 bytes); what the action allocates, it allocates in all of them.
    /// </summary>
    public static long By(Action action, int times)
    {
        Measure(action, times);
        return Enumerable.Range(0, Measurements).Min(_ => Measure(action, times));
    }

    private static long Measure(Action action, int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < times; time++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
