using System.Text;
using CsCheck;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Sqlite.Tests;

/// <summary>Changes as a client makes them, and more than it makes: of messages that are not there, or are over.</summary>
internal static class Changes
{
    private const int Messages = 6;

    private static readonly Gen<MqttOutboxChange> Later = Gen.Select(Gen.Int[1, 6], Gen.Long[1, Messages], Gen.UShort[1, 5], (kind, sequence, packetId) => new MqttOutboxChange((MqttOutboxChangeKind)kind, sequence, packetId));

    /// <summary>Batches in which each message is added once, in order.</summary>
    public static readonly Gen<MqttOutboxChange[][]> Batches = Gen.Select(Later.Array[0, 6].Array[Messages], Gen.Bool.Array[Messages], (later, joins) => Join(later, joins));

    public static string Text(MqttOutboxContent content) =>
        string.Join("; ", content.Messages.Select(entry => $"{entry.Sequence} {entry.PacketId} {(entry.Message is { } message ? Text(message) : "-")} {entry.ExpiresAt:O}")) + " | " + string.Join(" ", content.Received);

    public static string Text(MqttMessage message) =>
        $"{message.Topic} {Convert.ToHexString(message.Payload.Span)} {message.QoS} {message.Retain} {message.Properties}";

    private static MqttOutboxChange[][] Join(MqttOutboxChange[][] later, bool[] joins)
    {
        var batches = new List<List<MqttOutboxChange>> { new() };
        for (var index = 0; index < later.Length; index++)
        {
            if (!joins[index]) batches.Add([]);
            var message = new MqttMessage { Topic = $"t/{index}", QoS = index % 2 == 0 ? QoS.AtLeastOnce : QoS.ExactlyOnce, Payload = Encoding.UTF8.GetBytes($"{index}") };
            batches[^1].Add(new(MqttOutboxChangeKind.Added, index + 1, 0, message, index % 3 == 0 ? DateTimeOffset.UnixEpoch.AddSeconds(index) : null));
            batches[^1].AddRange(later[index]);
        }

        return [.. batches.Select(batch => batch.ToArray())];
    }
}
