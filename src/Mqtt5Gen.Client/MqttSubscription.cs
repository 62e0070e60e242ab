using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>The messages of a subscription (3.8), read by one reader at a time. Disposing it unsubscribes.</summary>
/// <remarks>
/// Unless <see cref="MqttSubscriptionOptions"/> say otherwise, a QoS 1 or QoS 2 message is acknowledged when the reader asks for the next or stops, so that what a reader had not
/// dealt with when its process died comes again, and a slow reader slows the server by the Receive Maximum.
/// Acknowledgements keep the order of the messages [MQTT-4.6.0-2], so when a reader of another subscription has dealt with a later message, those before it
/// are acknowledged without waiting for this one, as long as no more than <see cref="MqttClientOptions.SubscriptionCapacity"/> wait. Of QoS 0,
/// the oldest is dropped when more wait. The stream ends with the subscription or by a disconnect that the client asked for, once what waits has been
/// read; otherwise reading throws what ended it, also when the server refused every filter.
/// </remarks>
public sealed class MqttSubscription : IAsyncEnumerable<MqttMessage>, IAsyncDisposable
{
    private readonly Subscriber _owner;
    private readonly bool _isManual;
    private int _isDisposed;

    internal MqttSubscription(Subscriber owner, ValueList<Subscription> options, uint identifier, MqttSubscriptionOptions handling, int capacity)
    {
        _owner = owner;
        Options = options;
        Filters = FiltersOf(options);
        Identifier = identifier;
        _isManual = handling.Acknowledgement is MqttAcknowledgement.Manual;
        Handler = handling.Handler;
        Buffer = new MessageBuffer(handling.Capacity ?? capacity, owner.Telemetry);
    }

    /// <summary>The Topic Filters asked for.</summary>
    public ValueList<Utf8String> Filters { get; }

    /// <summary>The server's answer to each filter: the granted QoS, or a refusal of 0x80 or more (3.9.3).</summary>
    public ValueList<ReasonCode> ReasonCodes { get; internal set; }

    /// <summary>How many QoS 0 messages were dropped because they were not read in time.</summary>
    public long DroppedMessages => Buffer.Dropped;

    internal ValueList<Subscription> Options { get; }

    internal uint Identifier { get; }

    /// <summary>Whether a server has granted it, so that one that has lost the Session is asked again.</summary>
    internal bool IsGranted { get; set; }

    internal MessageBuffer Buffer { get; }

    /// <summary>Reads the messages, until the stream ends.</summary>
    /// <exception cref="InvalidOperationException">Another reader is reading them.</exception>
    /// <exception cref="MqttException">What ended the subscription, if that was no end that this client asked for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled: what was not taken can be read later.</exception>
    public async IAsyncEnumerator<MqttMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var turn = Buffer.BeginReading();
        do
        {
            while (!cancellationToken.IsCancellationRequested && Buffer.TryTake(out var entry))
            {
                _owner.Telemetry.Consumed();
                try
                {
                    yield return entry.Message;
                }
                finally
                {
                    if (!_isManual && entry.Delivery is { } delivery) _owner.Taken(delivery); // the reader asks for the next, or stops: it has dealt with this one
                }
            }
        }
        while (await Buffer.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Unsubscribes the filters that no other subscription of the client has, and acknowledges what was not read. Waits for UNSUBACK, <see cref="MqttClientOptions.DisconnectTimeout"/> at the most.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        var unsubscribed = _owner.LeaveAsync(this);
        Buffer.Complete();
        while (Buffer.TryTake(out var entry))
        {
            if (entry.Delivery is { } delivery) _owner.Taken(delivery);
        }

        await unsubscribed.WaitAsync(_owner.Patience, _owner.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal MqttMessageHandler? Handler { get; }

    /// <summary>Calls the handler; its exception ends the subscription, and nothing else.</summary>
    internal void Handle(in PublishView message)
    {
        if (Buffer.IsComplete) return;
        var telemetry = _owner.Telemetry;
        telemetry.Consumed();
        var processing = telemetry.BeginProcessing(message);
        try
        {
            Handler!(message);
            telemetry.EndProcessing(processing);
        }
        catch (Exception exception)
        {
            Buffer.Complete(exception);
            telemetry.EndProcessing(processing, exception);
            telemetry.HandlerFailed(Filters, exception);
        }
    }

    /// <summary>Under the session's gate.</summary>
    internal void Add(MqttMessage message, Delivery? delivery)
    {
        if (_isManual && delivery is not null)
        {
            message = message with { Receipt = new(_owner, delivery) };
            delivery.IsManual = true;
        }

        Buffer.Add(message, delivery);
    }

    internal static ValueList<Utf8String> FiltersOf(ValueList<Subscription> subscriptions)
    {
        var filters = new Utf8String[subscriptions.Count];
        for (var index = 0; index < filters.Length; index++) filters[index] = subscriptions[index].TopicFilter;
        return ValueList.Create<Utf8String>(filters);
    }
}
