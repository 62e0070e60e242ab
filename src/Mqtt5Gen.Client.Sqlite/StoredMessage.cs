using System.Text;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client.Sqlite;

/// <summary>A message as the PUBLISH of 5.0 that it would be.</summary>
internal static class StoredMessage
{
    private const ProtocolVersion Version = ProtocolVersion.V5;

    public static byte[] Encode(MqttMessage message) => new Publish
    {
        TopicName = message.Topic,
        Payload = message.Payload,
        QoS = message.QoS,
        Retain = message.Retain,
        PacketId = 1, // it has none yet, and must have one here
        Properties = message.Properties,
    }.ToArray(Version);

    /// <exception cref="IOException">It is no PUBLISH.</exception>
    public static MqttMessage Decode(byte[] bytes)
    {
        var status = FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        if (status is not FrameStatus.Complete || !PublishView.TryDecode(frame, Version, Role.Client, out var publish, out _)) throw new IOException("A message of the outbox cannot be read: the file is damaged.");

        return new MqttMessage
        {
            Topic = Encoding.UTF8.GetString(publish.TopicName),
            Payload = publish.Payload.ToArray(),
            QoS = publish.QoS,
            Retain = publish.Retain,
            Properties = publish.Properties.ToProperties(),
        };
    }
}
