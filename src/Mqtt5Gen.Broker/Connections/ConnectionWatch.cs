using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Closes connections that are silent for too long.</summary>
internal sealed class ConnectionWatch(BrokerOptions options, ConnectionCloser closer)
{
    /// <summary>Returns when to look again.</summary>
    public long Check(in Turn turn)
    {
        var connection = turn.Connection;
        if (connection.IsClosed) return Schedule.Never;
        if (connection.AwaitsConnect) return CheckConnect(turn);
        if (connection.Session is null) return turn.Now + 1;

        var due = connection.KeepAlive.CloseDue(connection.LastReceived);
        if (due > turn.Now) return Math.Min(due, turn.Now + Schedule.LongestWait);

        closer.Disconnect(turn, ReasonCode.KeepAliveTimeout); // [MQTT-3.1.2-22]
        return Schedule.Never;
    }

    private long CheckConnect(in Turn turn)
    {
        var due = turn.Connection.LastReceived + (long)options.ConnectTimeout.TotalMilliseconds;
        if (due > turn.Now) return due;
        if (turn.Connection.TryBeginConnect()) closer.Disconnect(turn, ReasonCode.KeepAliveTimeout);
        return Schedule.Never;
    }
}
