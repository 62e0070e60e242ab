using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Requests and their responses: one subscription for all, told apart by their Correlation Data (4.10).</summary>
internal sealed class Requester(MqttClient client, ClientSession session, TimeProvider time)
{
    private const string DefaultBase = "mqtt5gen/responses";
    private const int CorrelationSize = 16;

    private readonly SemaphoreSlim _subscribing = new(1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<MqttMessage>> _waiting = new();
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(CorrelationSize - sizeof(long)); // a response to another client's request is none to ours
    private long _last;
    private string? _topic;
    private Task _reading = Task.CompletedTask;

    public async Task<MqttMessage> RequestAsync(string topic, ReadOnlyMemory<byte> payload, MqttRequestOptions options, CancellationToken cancellationToken)
    {
        options.Check();
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var number = Interlocked.Increment(ref _last);
        var response = new TaskCompletionSource<MqttMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[number] = response;
        try
        {
            var responseTopic = await SubscribedAsync(either.Token).ConfigureAwait(false);
            var properties = (options.Properties ?? new()) with { ResponseTopic = responseTopic, CorrelationData = Correlation(number) };
            var result = await client.PublishAsync(new() { Topic = topic, Payload = payload, QoS = options.QoS, Properties = properties }, either.Token).ConfigureAwait(false);
            if (!result.IsSuccess) throw new MqttException($"The server did not take the request ({result.ReasonCode}).{(result.ReasonString is { } text ? " " + text : "")}", result.ReasonCode);
            if (result.ReasonCode is ReasonCode.NoMatchingSubscribers) throw new MqttException($"Nobody has subscribed to '{topic}'.", result.ReasonCode);
            return await response.Task.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No response to a request to '{topic}' within {options.Timeout.TotalSeconds} s.");
        }
        finally
        {
            _waiting.TryRemove(number, out _);
        }
    }

    /// <summary>The Response Topic, which is subscribed to once, and again when its subscription has ended.</summary>
    private async Task<string> SubscribedAsync(CancellationToken cancellationToken)
    {
        if (_topic is { } known && !_reading.IsCompleted) return known;
        await _subscribing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_topic is not null && !_reading.IsCompleted) return _topic;
            var given = client.ConnAck.Properties?.ResponseInformation?.ToString();
            var topic = $"{(string.IsNullOrEmpty(given) ? DefaultBase : given.TrimEnd('/'))}/{Guid.NewGuid():N}"; // 3.2.2.3.15
            var subscription = await client.SubscribeAsync(topic, QoS.AtLeastOnce, cancellationToken).ConfigureAwait(false);
            if (subscription.ReasonCodes[0] is >= ReasonCode.UnspecifiedError and var reason) throw new MqttException($"The server refused the subscription to responses ({reason}).", reason);
            _reading = ReadAsync(subscription);
            return _topic = topic;
        }
        finally
        {
            _subscribing.Release();
        }
    }

    private async Task ReadAsync(IAsyncEnumerable<MqttMessage> responses)
    {
        try
        {
            await foreach (var response in responses.ConfigureAwait(false))
            {
                if (NumberOf(response) is { } number && _waiting.TryRemove(number, out var waiting)) waiting.TrySetResult(response);
            }

            // A disconnect that was asked for ends a stream without a fault; to those who still wait it is one.
            Fail(session.EndedBy is { } why ? new MqttDisconnectedException(why) : new MqttException("The subscription to responses was ended.", ReasonCode.UnspecifiedError));
        }
        catch (MqttException exception)
        {
            Fail(exception);
        }
    }

    private void Fail(MqttException exception)
    {
        foreach (var waiting in _waiting.Values) waiting.TrySetException(exception);
    }

    private byte[] Correlation(long number)
    {
        var data = new byte[CorrelationSize];
        BinaryPrimitives.WriteInt64BigEndian(data, number);
        _nonce.CopyTo(data, sizeof(long));
        return data;
    }

    private long? NumberOf(MqttMessage response)
    {
        if (response.Properties?.CorrelationData is not { } data || data.Span.Length != CorrelationSize || !data.Span[sizeof(long)..].SequenceEqual(_nonce)) return null;
        return BinaryPrimitives.ReadInt64BigEndian(data.Span);
    }
}
