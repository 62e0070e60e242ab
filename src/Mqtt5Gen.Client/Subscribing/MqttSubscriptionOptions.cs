namespace Mqtt5Gen.Client;

/// <summary>How the messages of one subscription are taken.</summary>
public sealed record MqttSubscriptionOptions
{
    /// <summary>When messages are acknowledged. Default: <see cref="MqttAcknowledgement.Automatic"/>.</summary>
    /// <remarks>
    /// Acknowledgements keep the order of the messages of a connection [MQTT-4.6.0-2] [MQTT-4.6.0-3]: one that is not given holds back all that come later, also those of
    /// other subscriptions, and in the end, by the Receive Maximum, the server. Messages go on being handed over until then, and QoS 0 and everything else always does. A
    /// message that is not acknowledged when the connection ends is sent again on the next, if the Session outlives it: at QoS 1 it is handed over
    /// again, at QoS 2 it can still be acknowledged.
    /// </remarks>
    public MqttAcknowledgement Acknowledgement { get; init; }

    /// <summary>How many messages it holds that are not read, at least 1; null for <see cref="MqttClientOptions.SubscriptionCapacity"/>. Default: null.</summary>
    public int? Capacity { get; init; }

    /// <summary>
    /// Takes each message where it lies, without a copy, in place of the stream; it is acknowledged when the handler returns. Default: null, the messages are a stream.
    /// </summary>
    /// <remarks>
    /// The handler is called by the one reader of the connection, which reads nothing more until it returns: it must be quick and must not wait. It may publish, and begin to subscribe. Its
    /// exception ends the subscription: reading its stream, which has no messages, throws it.
    /// </remarks>
    public MqttMessageHandler? Handler { get; init; }

    internal void Check()
    {
        if (Capacity is { } capacity) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity, nameof(Capacity));
        if (Handler is not null && Acknowledgement is MqttAcknowledgement.Manual) throw new ArgumentException("What a handler takes is acknowledged when it returns.", nameof(Acknowledgement));
        if (!Enum.IsDefined(Acknowledgement)) throw new ArgumentOutOfRangeException(nameof(Acknowledgement), Acknowledgement, null);
    }
}
