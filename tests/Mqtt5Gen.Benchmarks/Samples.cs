using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Benchmarks;

/// <summary>The four packets that are measured, as owned packets of ours.</summary>
internal static class Samples
{
    private static readonly Utf8String Topic = "sensors/kitchen/temperature";

    /// <summary>PUBLISH at QoS 0 with a payload of 64 bytes.</summary>
    public static Publish PublishQoS0 => new() { TopicName = Topic, Payload = new byte[64] };

    /// <summary>PUBLISH at QoS 1 with four properties.</summary>
    public static Publish PublishQoS1 => new()
    {
        TopicName = Topic,
        QoS = QoS.AtLeastOnce,
        PacketId = 17,
        Payload = new byte[64],
        Properties = new()
        {
            MessageExpiryInterval = 3600,
            ContentType = "application/json",
            ResponseTopic = "answers/kitchen",
            UserProperties = [new("trace", "00-4bf92f3577b34da6-00")],
        },
    };

    /// <summary>CONNECT with a will and credentials.</summary>
    public static Connect Connect => new()
    {
        CleanStart = true,
        KeepAlive = 60,
        ClientId = "kitchen-thermometer-17",
        WillTopic = "sensors/kitchen/state",
        WillPayload = "offline"u8.ToArray(),
        WillQoS = QoS.AtLeastOnce,
        WillRetain = true,
        UserName = "kitchen",
        Password = "a good password"u8.ToArray(),
        Properties = new() { SessionExpiryInterval = 3600, ReceiveMaximum = 64 },
        WillProperties = new() { WillDelayInterval = 30 },
    };

    /// <summary>SUBSCRIBE of three filters.</summary>
    public static Subscribe Subscribe => new()
    {
        PacketId = 5,
        Subscriptions =
        [
            new() { TopicFilter = "sensors/+/temperature", MaximumQoS = QoS.AtLeastOnce },
            new() { TopicFilter = "sensors/#", MaximumQoS = QoS.AtMostOnce, NoLocal = true },
            new() { TopicFilter = "commands/kitchen", MaximumQoS = QoS.ExactlyOnce, RetainHandling = RetainHandling.SendIfNew },
        ],
    };
}
