namespace Mqtt5Gen.Client;

/// <summary>The messages of a buffer as a stream that is read by one reader at a time.</summary>
internal sealed class UnclaimedMessages(MessageBuffer buffer) : IAsyncEnumerable<MqttMessage>
{
    public async IAsyncEnumerator<MqttMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var turn = buffer.BeginReading();
        do
        {
            while (!cancellationToken.IsCancellationRequested && buffer.TryTake(out var entry)) yield return entry.Message;
        }
        while (await buffer.WaitAsync(cancellationToken).ConfigureAwait(false));
    }
}
