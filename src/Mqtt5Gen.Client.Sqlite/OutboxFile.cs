using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mqtt5Gen.Client.Sqlite;

/// <summary>The tables of an outbox.</summary>
internal static class OutboxFile
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    // released: the order in which messages were released, which is not that of their sequence; null before.
    private const string Tables = """
        CREATE TABLE message (sequence INTEGER PRIMARY KEY, packet_id INTEGER NOT NULL DEFAULT 0, released INTEGER, publish BLOB);
        CREATE TABLE received (packet_id INTEGER PRIMARY KEY);
        """;

    // expires_at: Unix time in milliseconds; null of a message without Message Expiry Interval, or that an earlier version wrote.
    private const string Expiry = "ALTER TABLE message ADD COLUMN expires_at INTEGER;";

    // Each makes a file of the next version; an empty one is of version 0.
    private static readonly string[] Steps = [Tables, Expiry];

    /// <summary>Takes the file for this connection alone, makes the tables of a new one, and brings an older one up to date.</summary>
    /// <exception cref="IOException">It is of a later version.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        Run(connection, "PRAGMA locking_mode = EXCLUSIVE");
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        using var transaction = connection.BeginTransaction(deferred: false);
        using var ask = Command(connection, "PRAGMA user_version", transaction);
        var found = Convert.ToInt64(ask.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Steps.Length) throw new IOException($"The outbox {connection.DataSource} is of version {found}; this library knows version {Steps.Length}.");

        if (found < Steps.Length)
        {
            using var make = Command(connection, $"{string.Concat(Steps[(int)found..])} PRAGMA user_version = {Steps.Length}", transaction);
            make.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Why, in words of what the file is.</summary>
    public static string Reason(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy or Locked => "another client has it.",
        ReadOnly => "it may not be written to.",
        Corrupt => "the file is damaged.",
        Full => "the disk is full.",
        CannotOpen => "it is no file, its folder does not exist, or it may not be opened.",
        Constraint => "more than one client uses it.",
        NotADatabase => "it is not a SQLite file.",
        _ => exception.Message,
    };

    public static SqliteCommand Command(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        return command;
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }
}
