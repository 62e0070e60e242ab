namespace Mqtt5Gen.Client;

/// <summary>Answers requests until it is disposed, which unsubscribes and waits for the requests in hand.</summary>
public sealed class MqttResponder : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly MqttSubscription _subscription;

    internal MqttResponder(MqttSubscription subscription, Func<MqttMessage, CancellationToken, ValueTask> answer, int concurrency)
    {
        _subscription = subscription;
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = _stopping.Token };
        Completion = Parallel.ForEachAsync(subscription, options, answer);
    }

    /// <summary>Completes when no more requests come; fails with what ended the subscription, if that was a fault.</summary>
    public Task Completion { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _subscription.DisposeAsync().ConfigureAwait(false);
    }
}
