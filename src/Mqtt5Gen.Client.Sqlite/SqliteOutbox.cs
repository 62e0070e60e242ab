using Microsoft.Data.Sqlite;

namespace Mqtt5Gen.Client.Sqlite;

/// <summary>An outbox in a SQLite file: QoS 1 and QoS 2 messages, and the state of their flows, survive the process (4.1).</summary>
/// <remarks>
/// The file belongs to one outbox at a time. Each commit is one transaction, and on the disk when it completes (SQLite's write-ahead log, fully synchronous), so
/// that it holds when the machine loses power. Messages are kept as the PUBLISH packets that they are. What the file does not take is an <see cref="IOException"/> that says why, which
/// ends the client. Dispose it when its client has ended.
/// </remarks>
public sealed class SqliteOutbox : IMqttOutbox, IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly OutboxWriter _writer;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    private SqliteOutbox(SqliteConnection connection)
    {
        _connection = connection;
        _writer = new OutboxWriter(connection);
    }

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <param name="path">The file; SQLite keeps two more beside it, with <c>-wal</c> and <c>-shm</c> at the end of their names.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be opened, is another outbox's, is none, or is one of a later version.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it began.</exception>
    public static Task<SqliteOutbox> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => Open(path), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<MqttOutboxContent> LoadAsync(CancellationToken cancellationToken) => new(Task.Run(Load, cancellationToken));

    /// <inheritdoc/>
    public ValueTask CommitAsync(IReadOnlyList<MqttOutboxChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return new(Task.Run(() => Commit(changes), cancellationToken));
    }

    /// <summary>Closes the file; another outbox may open it.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _writer.Dispose();
            _connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static SqliteOutbox Open(string path)
    {
        // Not pooled: a pooled connection would keep the file after it is closed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            OutboxFile.Prepare(connection);
            return new SqliteOutbox(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new IOException($"The outbox {path} cannot be opened: {OutboxFile.Reason(exception)}", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private MqttOutboxContent Load()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                return OutboxReader.Read(_connection);
            }
            catch (SqliteException exception)
            {
                throw Failed("read", exception);
            }
        }
    }

    private void Commit(IReadOnlyList<MqttOutboxChange> changes)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                _writer.Write(changes);
            }
            catch (SqliteException exception)
            {
                throw Failed("written", exception);
            }
        }
    }

    private IOException Failed(string what, SqliteException exception) =>
        new($"The outbox {_connection.DataSource} cannot be {what}: {OutboxFile.Reason(exception)}", exception);
}
