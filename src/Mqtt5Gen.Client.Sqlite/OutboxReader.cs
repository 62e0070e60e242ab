using Microsoft.Data.Sqlite;

namespace Mqtt5Gen.Client.Sqlite;

/// <summary>Reads what an outbox holds.</summary>
internal static class OutboxReader
{
    /// <exception cref="IOException">A message in the file cannot be read.</exception>
    public static MqttOutboxContent Read(SqliteConnection connection) => new() { Messages = Messages(connection), Received = Received(connection) };

    private static List<MqttOutboxEntry> Messages(SqliteConnection connection)
    {
        var messages = new List<MqttOutboxEntry>();
        using var command = OutboxFile.Command(connection, "SELECT sequence, packet_id, publish, expires_at FROM message ORDER BY released IS NULL, released, sequence");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var message = row.IsDBNull(2) ? null : StoredMessage.Decode(row.GetFieldValue<byte[]>(2));
            DateTimeOffset? expiresAt = row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3));
            messages.Add(new(row.GetInt64(0), (ushort)row.GetInt32(1), message, expiresAt));
        }

        return messages;
    }

    private static List<ushort> Received(SqliteConnection connection)
    {
        var received = new List<ushort>();
        using var command = OutboxFile.Command(connection, "SELECT packet_id FROM received ORDER BY packet_id");
        using var row = command.ExecuteReader();
        while (row.Read()) received.Add((ushort)row.GetInt32(0));
        return received;
    }
}
