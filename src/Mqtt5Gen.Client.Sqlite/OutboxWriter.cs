using Microsoft.Data.Sqlite;

namespace Mqtt5Gen.Client.Sqlite;

/// <summary>Writes changes, a batch as one transaction.</summary>
internal sealed class OutboxWriter(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<MqttOutboxChangeKind, SqliteCommand> _commands = [];

    public void Write(IReadOnlyList<MqttOutboxChange> changes)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var change in changes) Run(change, transaction);
        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
    }

    private void Run(in MqttOutboxChange change, SqliteTransaction transaction)
    {
        if (!_commands.TryGetValue(change.Kind, out var command))
        {
            command = OutboxFile.Command(connection, TextOf(change.Kind));
            command.Parameters.Add("$sequence", SqliteType.Integer);
            command.Parameters.Add("$packetId", SqliteType.Integer);
            command.Parameters.Add("$publish", SqliteType.Blob);
            command.Parameters.Add("$expiresAt", SqliteType.Integer);
            _commands.Add(change.Kind, command);
        }

        command.Transaction = transaction;
        command.Parameters["$sequence"].Value = change.Sequence;
        command.Parameters["$packetId"].Value = change.PacketId;
        command.Parameters["$publish"].Value = change.Message is { } message ? StoredMessage.Encode(message) : DBNull.Value;
        command.Parameters["$expiresAt"].Value = change.ExpiresAt is { } expiresAt ? expiresAt.ToUnixTimeMilliseconds() : DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static string TextOf(MqttOutboxChangeKind kind) => kind switch
    {
        MqttOutboxChangeKind.Added => "INSERT INTO message (sequence, publish, expires_at) VALUES ($sequence, $publish, $expiresAt)",
        MqttOutboxChangeKind.Sent => "UPDATE message SET packet_id = $packetId WHERE sequence = $sequence AND released IS NULL",
        MqttOutboxChangeKind.Released => "UPDATE message SET publish = NULL, expires_at = NULL, released = (SELECT coalesce(max(released), 0) + 1 FROM message) WHERE sequence = $sequence AND released IS NULL",
        MqttOutboxChangeKind.Removed => "DELETE FROM message WHERE sequence = $sequence",
        MqttOutboxChangeKind.Received => "INSERT OR IGNORE INTO received (packet_id) VALUES ($packetId)",
        MqttOutboxChangeKind.Forgotten => "DELETE FROM received WHERE packet_id = $packetId",
        MqttOutboxChangeKind.AllForgotten => "DELETE FROM received",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
