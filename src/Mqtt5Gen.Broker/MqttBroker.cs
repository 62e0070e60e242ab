using Mqtt5Gen.Broker.Connections;
using Mqtt5Gen.Broker.Telemetry;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker;

/// <summary>An MQTT broker for clients of 5.0, 3.1.1 and 3.1. It knows no socket, no disk and no clock: bytes and time are arguments.</summary>
/// <param name="options">Its limits.</param>
/// <param name="observer">Who is told what happens to its clients; null: nobody.</param>
/// <param name="access">Who may connect and do what; null: everybody everything.</param>
public sealed class MqttBroker(BrokerOptions options, BrokerObserver? observer = null, BrokerAccess? access = null)
{
    private readonly BrokerEngine _engine = new(options, observer ?? NoObserver.Instance, access ?? new());
    private readonly FlushBatch _batch = new();
    private readonly Lock _gate = new();
    private volatile bool _isShutDown;

    /// <summary>The number of open connections.</summary>
    public int ConnectionCount => _engine.Counters.Connections;

    /// <summary>The number of sessions, with or without a connection.</summary>
    public int SessionCount => _engine.Sessions.Count;

    /// <summary>The number of topics with a retained message, the broker's own not counted.</summary>
    public int RetainedMessageCount => _engine.Retained.Count - _engine.Counters.SystemTopics;

    /// <summary>How many messages were dropped on their way to a client: it did not keep up, a limit was reached, they expired or were too large for it; or the broker did not take them.</summary>
    public long DroppedMessages => _engine.Counters.AllDroppedMessages;

    /// <summary>How many of the <see cref="DroppedMessages"/> had this cause.</summary>
    /// <param name="cause">The cause.</param>
    public long DroppedMessagesBy(DropCause cause) => _engine.Counters.DroppedMessages(cause);

    /// <summary>How many packets broke a rule and were let pass, where <see cref="BrokerOptions.Strictness"/> is lenient.</summary>
    public long Leniencies => _engine.Counters.Leniencies;

    /// <summary>A transport has a new connection.</summary>
    /// <param name="output">The way out to the client.</param>
    /// <param name="info">Where it comes from.</param>
    /// <param name="now">Milliseconds of a monotonic clock, here and everywhere.</param>
    public Connection Accept(IConnectionOutput output, ConnectionInfo info, long now)
    {
        var connection = new Connection(_engine, output, info, now);
        _engine.Counters.ConnectionOpened();
        _engine.Schedule.Arm(connection, now + (long)options.ConnectTimeout.TotalMilliseconds, now);
        if (_isShutDown) _engine.Closer.Disconnect(new Turn(connection, now, new FlushBatch()), ReasonCode.ServerShuttingDown);
        return connection;
    }

    /// <summary>Does what time brings: silent connections close, sessions and retained messages end, wills go out. Called about once a second.</summary>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public void Tick(long now)
    {
        lock (_gate)
        {
            _engine.Schedule.RunDue(now, _batch);
            _engine.Sweeper.Run(now);
            _engine.Waiters.Run(_engine.Pump, now, _batch);
            _engine.SystemTopics.Run(now, _batch);
            _batch.FlushAll();
            _engine.Losses.Run(now);
        }
    }

    /// <summary>Closes all connections, and accepts no more. Wills are not published: a server that shuts down may defer them (3.1.2.5), and their clients live.</summary>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public void Shutdown(long now)
    {
        lock (_gate)
        {
            _isShutDown = true;
            var reason = options.RedirectsAtShutdown ? new Redirection(options).Reason : ReasonCode.ServerShuttingDown;
            var reference = options.RedirectsAtShutdown ? options.ServerReference : null;
            foreach (var connection in _engine.Schedule.Snapshot().OfType<Connection>())
            {
                _engine.Closer.Disconnect(new Turn(connection, now, _batch), reason, publishesWill: false, serverReference: reference);
            }

            _batch.FlushAll();
        }
    }
}
