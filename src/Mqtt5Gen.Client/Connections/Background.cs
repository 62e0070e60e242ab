namespace Mqtt5Gen.Client;

/// <summary>Work that outlives the call that begins it, and so knows nothing of the caller's context: no current activity, no scope of a log.</summary>
internal static class Background
{
    public static Task Run(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed()) return Task.Run(work);
        using var flow = ExecutionContext.SuppressFlow();
        return Task.Run(work);
    }
}
