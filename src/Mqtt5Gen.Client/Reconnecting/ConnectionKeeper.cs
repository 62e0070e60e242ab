using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Keeps a client connected: makes the first connection, and another whenever one is lost, until the client ends.</summary>
internal sealed class ConnectionKeeper
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _hasConnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttDisconnect> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientSession _session;
    private readonly ClientTelemetry _telemetry;
    private readonly MqttClientOptions _options;
    private readonly MqttReconnect _policy;
    private readonly Connector _connector;
    private readonly ServerList? _servers;
    private int _failedAttempts;
    private int _failedRounds;
    private long _connectedAt;
    private bool _hasUnanswered; // since a connection that lasted, an attempt was given up that the server may still answer
    private volatile Connection? _connection;
    private bool _isStarted;

    /// <param name="session">What the connections serve.</param>
    /// <param name="options">The client's.</param>
    /// <param name="servers">Where to connect to; empty for a client over one transport, which cannot come back.</param>
    public ConnectionKeeper(ClientSession session, MqttClientOptions options, IReadOnlyList<Uri> servers)
    {
        (_session, _telemetry, _options, _policy) = (session, session.Telemetry, options, servers.Count > 0 ? options.Reconnect : MqttReconnect.Never);
        _servers = servers.Count > 0 ? new ServerList(servers, _policy.MaximumRedirects) : null;
        _connector = new Connector(session, options, IsLast);
        session.Broken = exception => _ = StopAsync(new(ReasonCode.UnspecifiedError, DisconnectOrigin.Client) { Exception = exception }, CancellationToken.None);
    }

    public ChangeFeed Changes { get; } = new();

    public string ClientId => _connector.ClientId;

    /// <summary>The last CONNACK that accepted a connection.</summary>
    public ConnAck ConnAck { get; private set; }

    public Connection? Connection => _connection;

    /// <summary>Completes with the first CONNACK that accepts a connection; where none does, never.</summary>
    public Task HasConnected => _hasConnected.Task;

    /// <summary>How the last connection ended, when no other will come.</summary>
    public Task<MqttDisconnect> Ended => _ended.Task;

    /// <summary>Begins with the first connection, which the transport carries; fails, and ends the client, where there is none.</summary>
    public Task StartAsync(IMqttTransport transport, CancellationToken cancellationToken) => BeginAsync(
        async either => Keep(await AttemptAsync(() => _connector.ConnectAsync(transport, either)).ConfigureAwait(false)),
        cancellationToken);

    /// <summary>Begins with the first connection as the policy says; fails, and ends the client, where there is none.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => BeginAsync(ConnectFirstAsync, cancellationToken);

    /// <summary>No connection comes any more; the one that is there ends.</summary>
    public async Task StopAsync(MqttDisconnect why, CancellationToken cancellationToken)
    {
        lock (_session.Gate) _session.End(why);
        await _stopping.CancelAsync().ConfigureAwait(false);
        _connection?.Close(why);
        if (_connection is null) End(why);
        await _session.Journal.SettledAsync().WaitAsync(_options.DisconnectTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task BeginAsync(Func<CancellationToken, Task> connect, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, true)) throw new InvalidOperationException("The client was started before; it is started once.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            _telemetry.Begin(Load);
            Changes.Tell(new(MqttConnectionState.Connecting) { Server = _servers?.Current });
            await RestoreAsync(either.Token).ConfigureAwait(false);
            await connect(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new MqttDisconnectedException(await Ended.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            await StopAsync(new(ReasonCode.NormalDisconnection, DisconnectOrigin.Client), CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (Exception exception)
        {
            await StopAsync(exception is MqttDisconnectedException { Disconnect: var why } ? why : ToDisconnect(exception), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ConnectFirstAsync(CancellationToken cancellationToken)
    {
        switch (_policy.IsEnabled ? _policy.FirstConnect : MqttFirstConnect.Fail)
        {
            case MqttFirstConnect.Background:
                _ = Background.Run(() => KeepAsync(ConnectAgainAsync(null, CancellationToken.None))); // whoever started it goes on at once, and takes nothing back
                break;
            case MqttFirstConnect.KeepTrying:
                Keep(await ConnectAgainAsync(null, cancellationToken).ConfigureAwait(false));
                break;
            default:
                Keep(await TryEachAsync(cancellationToken).ConfigureAwait(false));
                break;
        }
    }

    private bool HasLasted => _options.TimeProvider.GetElapsedTime(_connectedAt) >= _policy.StableAfter;

    /// <summary>
    /// Whether no connection follows one that ended so. The CONNECT of an attempt that was given up may reach the server after that of the next, which is then told that its
    /// Session is taken over [MQTT-3.1.4-3]: by ourselves. Each such attempt excuses one taking over, so that two clients of one name still do not fight for ever.
    /// </summary>
    private bool IsLast(MqttDisconnect why)
    {
        if (!_policy.GivesUpOn(why)) return false;
        if (why is not { Origin: DisconnectOrigin.Server, ReasonCode: ReasonCode.SessionTakenOver } || !_policy.IsEnabled || !_hasUnanswered || HasLasted) return true;
        _hasUnanswered = false;
        return false;
    }

    /// <summary>What an earlier process left comes before all that was published since, also by this client before it was started.</summary>
    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (_options.Outbox is not { } outbox) return;
        try
        {
            _session.Restore(await outbox.LoadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It is no fault of a connection: nobody has been asked yet.
            await StopAsync(new(ReasonCode.UnspecifiedError, DisconnectOrigin.Client) { Exception = exception }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Each server once, in order, and those that they refer to.</summary>
    private async Task<Connection> TryEachAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await AttemptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (MqttConnectException exception) when (_servers!.Next(ToDisconnect(exception)))
            {
                _failedAttempts++;
            }
        }
    }

    private void Keep(Connection connection) => Background.Run(() => KeepAsync(connection));

    private async Task KeepAsync(Task<Connection> connecting)
    {
        try
        {
            await KeepAsync(await connecting.ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (MqttDisconnectedException exception)
        {
            End(exception.Disconnect);
        }
        catch (OperationCanceledException)
        {
            End(new(ReasonCode.NormalDisconnection, DisconnectOrigin.Client));
        }
    }

    private async Task KeepAsync(Connection connection)
    {
        while (true)
        {
            var why = await connection.Closed.ConfigureAwait(false);
            if (why.Origin is not DisconnectOrigin.Client) _telemetry.Lost(_servers?.Current, why);
            if (_session.IsEnded)
            {
                End(why);
                return;
            }

            _connection = null;
            if (HasLasted)
            {
                _failedRounds = 0;
                _hasUnanswered = false;
                _servers!.Lasted();
            }

            try
            {
                connection = await ConnectAgainAsync(why, _stopping.Token).ConfigureAwait(false);
            }
            catch (MqttDisconnectedException exception)
            {
                End(exception.Disconnect);
                return;
            }
            catch (OperationCanceledException)
            {
                End(why);
                return;
            }
        }
    }

    /// <summary>Tries until a server accepts.</summary>
    /// <exception cref="MqttDisconnectedException">The policy gives up.</exception>
    private async Task<Connection> ConnectAgainAsync(MqttDisconnect? why, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        if (why is not null && !_servers!.Again(why)) await WaitAsync(why, either.Token).ConfigureAwait(false);
        while (true)
        {
            try
            {
                return await AttemptAsync(either.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                either.Token.ThrowIfCancellationRequested();
                why = ToDisconnect(exception);
            }

            _failedAttempts++;
            if (_policy.GivesUpOn(why)) throw new MqttDisconnectedException(why);
            if (!_servers!.Next(why)) await WaitAsync(why, either.Token).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(MqttDisconnect why, CancellationToken cancellationToken)
    {
        var delay = _policy.DelayAfter(_failedRounds++);
        var waiting = Task.Delay(delay, _options.TimeProvider, cancellationToken);
        _telemetry.Waiting(delay, _failedAttempts);
        Changes.Tell(new(MqttConnectionState.Waiting) { Server = _servers!.Current, Cause = why, FailedAttempts = _failedAttempts, Delay = delay });
        await waiting.ConfigureAwait(false);
    }

    private async Task<Connection> AttemptAsync(CancellationToken cancellationToken)
    {
        await _session.Journal.SettledAsync().ConfigureAwait(false); // what waits for a commit belongs to the last connection
        Changes.Tell(new(MqttConnectionState.Connecting) { Server = _servers!.Current, FailedAttempts = _failedAttempts, Cause = Changes.Current.Cause });
        return await AttemptAsync(() => _connector.ConnectAsync(_servers.Current, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<Connection> AttemptAsync(Func<Task<(Connection Connection, ConnAck ConnAck)>> connectAsync)
    {
        _telemetry.Connecting(_servers?.Current);
        _connectedAt = _options.TimeProvider.GetTimestamp(); // a connection may end before we hear that it began
        try
        {
            var (connection, connAck) = await connectAsync().ConfigureAwait(false);
            Connected(connection, connAck);
            return connection;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _hasUnanswered |= exception is MqttConnectException { ConnAck: null };
            _telemetry.AttemptFailed(_servers?.Current, ToDisconnect(exception));
            throw;
        }
    }

    private void Connected(Connection connection, ConnAck connAck)
    {
        (ConnAck, _connection, _failedAttempts, _connectedAt) = (connAck, connection, 0, _options.TimeProvider.GetTimestamp());
        if (_stopping.IsCancellationRequested) connection.Close(new(ReasonCode.NormalDisconnection, DisconnectOrigin.Client)); // it came while the client ended
        _telemetry.Connected(_servers?.Current, ClientId, _session.Publisher.Version, connAck.SessionPresent);
        _hasConnected.TrySetResult();
        Changes.Tell(new(MqttConnectionState.Connected) { Server = _servers?.Current, ConnAck = connAck });
    }

    private void End(MqttDisconnect why)
    {
        lock (_session.Gate)
        {
            _session.End(why);
            why = _session.EndedBy ?? why; // who ended it first
        }

        _telemetry.Ended(why);
        Changes.Tell(new(MqttConnectionState.Ended) { Server = _servers?.Current, Cause = why });
        _ended.TrySetResult(why);
    }

    private ClientLoad Load()
    {
        lock (_session.Gate) return new(_connection is not null, _session.Publisher.Queued, _session.Publisher.Window.Count);
    }

    private static MqttDisconnect ToDisconnect(Exception exception) => exception is MqttConnectException { ConnAck: { } connAck }
        ? new(connAck.ReasonCode, DisconnectOrigin.Server)
        {
            ReasonString = connAck.Properties?.ReasonString?.ToString(),
            ServerReference = connAck.Properties?.ServerReference?.ToString(),
            Exception = exception,
        }
        : new(exception is MqttException known ? known.ReasonCode : ReasonCode.UnspecifiedError, DisconnectOrigin.Network) { Exception = exception };
}
