using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>Requests and their responses: one subscription for all, told apart by their Correlation Data (4.10).</summary>
/// <param name="client">Whose requests they are.</param>
/// <param name="session">Its session.</param>
/// <param name="connected">Completes when the client has connected for the first time, or will not.</param>
/// <param name="time">The clock of their time-outs.</param>
internal sealed class Requester(MqttClient client, ClientSession session, Task connected, TimeProvider time)
{
    private const string DefaultBase = "mqtt5gen/responses";
    private const int CorrelationSize = 16;

    private readonly SemaphoreSlim _subscribing = new(1);
    private readonly ConcurrentDictionary<long, Waiting> _waiting = new();
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(CorrelationSize - sizeof(long)); // a response to another client's request is none to ours
    private long _last;
    private volatile Replies? _replies;

    public async Task<MqttMessage> RequestAsync(string topic, ReadOnlyMemory<byte> payload, MqttRequestOptions options, CancellationToken cancellationToken)
    {
        options.Check();
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var number = Interlocked.Increment(ref _last);
        var response = new Waiting();
        _waiting[number] = response;
        try
        {
            response.Topic = await SubscribedAsync(either.Token).ConfigureAwait(false);
            var properties = (options.Properties ?? new()) with { ResponseTopic = response.Topic, CorrelationData = Correlation(number) };
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
            response.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>The Response Topic, which is subscribed to once, and again when its subscription has ended or the server has given another Response Information.</summary>
    private async Task<string> SubscribedAsync(CancellationToken cancellationToken)
    {
        CheckVersion();
        await connected.WaitAsync(cancellationToken).ConfigureAwait(false); // before, nobody knows the Response Information
        CheckVersion();
        if (Current is { } known) return known.Topic;
        await _subscribing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Current is { } made) return made.Topic;
            var given = Given;
            var topic = $"{(given is { IsEmpty: false } ? given.ToString()!.TrimEnd('/') : DefaultBase)}/{Guid.NewGuid():N}"; // 3.2.2.3.15
            var subscription = await client.SubscribeAsync(topic, QoS.AtLeastOnce, cancellationToken).ConfigureAwait(false);
            if (subscription.ReasonCodes[0] is >= ReasonCode.UnspecifiedError and var reason) throw new MqttException($"The server refused the subscription to responses ({reason}).", reason);
            if (_replies is { } former) _ = Background.Run(() => RetireAsync(former));
            _replies = new(topic, given, subscription, ReadAsync(subscription, topic));
            return topic;
        }
        finally
        {
            _subscribing.Release();
        }
    }

    /// <summary>What the last CONNACK says.</summary>
    private Utf8String? Given => client.ConnAck.Properties?.ResponseInformation;

    /// <summary>The subscription that serves new requests. A CONNACK that says nothing takes nothing back: what was given is the client's at least as long as its Session (3.2.2.3.15).</summary>
    private Replies? Current => _replies is { Reading.IsCompleted: false } replies && (Given is not { IsEmpty: false } given || given == replies.Given) ? replies : null;

    /// <summary>Ends a subscription when the requests that named its topic have ended.</summary>
    private async Task RetireAsync(Replies former)
    {
        await ((Task)Task.WhenAll(WaitingAt(former.Topic).Select(waiting => waiting.Task))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await former.Subscription.DisposeAsync().ConfigureAwait(false);
    }

    private IEnumerable<Waiting> WaitingAt(string topic) => _waiting.Values.Where(waiting => waiting.Topic == topic);

    private void CheckVersion()
    {
        if (session.Publisher.Version < ProtocolVersion.V5) throw new MqttException("A request needs the Response Topic and Correlation Data of 5.0.", ReasonCode.UnsupportedProtocolVersion);
    }

    private async Task ReadAsync(IAsyncEnumerable<MqttMessage> responses, string topic)
    {
        try
        {
            await foreach (var response in responses.ConfigureAwait(false))
            {
                if (NumberOf(response) is { } number && _waiting.TryRemove(number, out var waiting)) waiting.TrySetResult(response);
            }

            // A disconnect that was asked for ends a stream without a fault; to those who still wait it is one.
            Fail(topic, session.EndedBy is { } why ? new MqttDisconnectedException(why) : new MqttException("The subscription to responses was ended.", ReasonCode.UnspecifiedError));
        }
        catch (MqttException exception)
        {
            Fail(topic, exception);
        }
    }

    private void Fail(string topic, MqttException exception)
    {
        foreach (var waiting in WaitingAt(topic)) waiting.TrySetException(exception);
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

    /// <param name="Topic">The Response Topic.</param>
    /// <param name="Given">The Response Information that it is below.</param>
    /// <param name="Subscription">To the topic.</param>
    /// <param name="Reading">Completes when the subscription has ended.</param>
    private sealed record Replies(string Topic, Utf8String? Given, MqttSubscription Subscription, Task Reading);

    private sealed class Waiting() : TaskCompletionSource<MqttMessage>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        /// <summary>The Response Topic, when it is chosen.</summary>
        public string? Topic { get; set; }
    }
}
