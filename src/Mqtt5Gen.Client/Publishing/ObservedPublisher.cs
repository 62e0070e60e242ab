namespace Mqtt5Gen.Client;

/// <summary>The way from the caller to the publisher, with what telemetry wants to know of it.</summary>
internal sealed class ObservedPublisher(Publisher publisher, ClientTelemetry telemetry)
{
    public Task<PublishResult> Publish(in Outgoing message, CancellationToken cancellationToken)
    {
        if (!telemetry.ObservesPublishing) return publisher.Publish(message, cancellationToken);
        var operation = Begin(message, out var traced);
        try
        {
            return FollowAsync(operation, publisher.Publish(Fitting(traced, message), cancellationToken));
        }
        catch (Exception exception)
        {
            telemetry.EndPublish(operation, default, exception);
            throw;
        }
    }

    public Task<MqttQueuedPublish> QueueAsync(in Outgoing message, CancellationToken cancellationToken) => telemetry.ObservesPublishing
        ? QueueObservedAsync(message, cancellationToken)
        : publisher.QueueAsync(message, cancellationToken);

    /// <summary>It is observed to its end, whether somebody waits for that or not.</summary>
    private async Task<MqttQueuedPublish> QueueObservedAsync(Outgoing message, CancellationToken cancellationToken)
    {
        var operation = Begin(message, out var traced);
        try
        {
            var queued = await publisher.QueueAsync(Fitting(traced, message), cancellationToken).ConfigureAwait(false);
            _ = FollowAsync(operation, queued.Completion).ContinueWith(static ended => ended.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
            return queued;
        }
        catch (Exception exception)
        {
            telemetry.EndPublish(operation, default, exception);
            throw;
        }
    }

    private Operation Begin(in Outgoing message, out Outgoing traced)
    {
        traced = message;
        return telemetry.BeginPublish(ref traced);
    }

    /// <summary>A trace does not make a message too large for the server.</summary>
    private Outgoing Fitting(in Outgoing traced, in Outgoing message) => ReferenceEquals(traced.Properties, message.Properties) || publisher.Fits(traced) ? traced : message;

    private Task<PublishResult> FollowAsync(in Operation operation, Task<PublishResult> publishing)
    {
        if (!publishing.IsCompletedSuccessfully) return FollowToTheEndAsync(operation, publishing);
        telemetry.EndPublish(operation, publishing.Result.ReasonCode);
        return publishing;
    }

    private async Task<PublishResult> FollowToTheEndAsync(Operation operation, Task<PublishResult> publishing)
    {
        try
        {
            var result = await publishing.ConfigureAwait(false);
            telemetry.EndPublish(operation, result.ReasonCode);
            return result;
        }
        catch (Exception exception)
        {
            telemetry.EndPublish(operation, default, exception);
            throw;
        }
    }
}
