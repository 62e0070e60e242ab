using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Wills;

/// <summary>A Will Message (3.1.2.5), kept with its session until it is published or withdrawn. [MQTT-3.1.2-7]</summary>
/// <param name="Publish">The message, as it is to be published.</param>
/// <param name="DelaySeconds">Will Delay Interval, in seconds.</param>
internal sealed record Will(Publish Publish, uint DelaySeconds)
{
    public long DelayMilliseconds => DelaySeconds * 1000L;

    /// <summary>The will of a CONNECT; null if it has none.</summary>
    public static Will? Of(in ConnectView connect)
    {
        if (!connect.WillFlag) return null;

        var properties = connect.WillProperties.ToProperties();
        var publish = new Publish
        {
            QoS = connect.WillQoS,
            Retain = connect.WillRetain, // [MQTT-3.1.2-14] [MQTT-3.1.2-15]
            TopicName = Utf8String.Copy(connect.WillTopic),
            Payload = Bytes.Copy(connect.WillPayload),
            Properties = properties is null ? null : OfMessage(properties),
        };
        return new Will(publish, connect.WillProperties.WillDelayInterval);
    }

    /// <summary>The message, its expiry counting from now.</summary>
    public Message ToMessage(Utf8String publisher, long now) => Message.From(Publish, publisher, now);

    private static PublishProperties OfMessage(WillProperties will) => new()
    {
        PayloadFormatIndicator = will.PayloadFormatIndicator,
        MessageExpiryInterval = will.MessageExpiryInterval,
        ContentType = will.ContentType,
        ResponseTopic = will.ResponseTopic,
        CorrelationData = will.CorrelationData,
        UserProperties = will.UserProperties, // [MQTT-3.1.3-10]
    };
}
