namespace Mqtt5Gen.Client;

/// <summary>Answers requests until it is disposed, which unsubscribes and waits for the requests in hand.</summary>
public sealed class MqttResponder : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly MqttClient _client;
    private readonly MqttSubscription _subscription;
    private readonly Func<MqttMessage, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> _handler;
    private readonly MqttResponderOptions _options;
    private readonly ClientTelemetry _telemetry;

    internal MqttResponder(
        MqttClient client,
        MqttSubscription subscription,
        Func<MqttMessage, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler,
        MqttResponderOptions options,
        ClientTelemetry telemetry)
    {
        (_client, _subscription, _handler, _options, _telemetry) = (client, subscription, handler, options, telemetry);
        Completion = Parallel.ForEachAsync(subscription, new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = _stopping.Token }, AnswerAsync);
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

    private async ValueTask AnswerAsync(MqttMessage request, CancellationToken stopping)
    {
        if (request.Properties?.ResponseTopic is null) return;
        var processing = _telemetry.BeginProcessing(request);
        try
        {
            var response = await _handler(request, stopping).ConfigureAwait(false);
            var result = await _client.ReplyAsync(request, response, cancellationToken: CancellationToken.None).ConfigureAwait(false);
            if (!result.IsSuccess) throw new MqttException($"The server did not take the response ({result.ReasonCode}).", result.ReasonCode);
            _telemetry.EndProcessing(processing);
        }
        catch (Exception exception)
        {
            _telemetry.EndProcessing(processing, exception);
            if (_options.OnError is { } onError) onError(request, exception);
            else if (!stopping.IsCancellationRequested) _telemetry.NotAnswered(exception);
        }
    }
}
