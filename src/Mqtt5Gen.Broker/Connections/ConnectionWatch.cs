using Mqtt5Gen.Broker.Connections.Handlers;
using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Closes connections that are silent for too long.</summary>
internal sealed class ConnectionWatch(BrokerOptions options, ConnectionCloser closer, ConnectRefusal refusal)
{
    /// <summary>Returns when to look again.</summary>
    public long Check(in Turn turn)
    {
        var connection = turn.Connection;
        if (connection.IsClosed) return Schedule.Never;
        if (connection.AwaitsConnect) return CheckConnect(turn);
        if (connection.Session is null) return CheckAuthentication(turn);

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

    private long CheckAuthentication(in Turn turn)
    {
        var connection = turn.Connection;
        if (connection.Authentication is not { } authentication) return turn.Now + 1;

        var due = authentication.StartedAt + (long)options.ConnectTimeout.TotalMilliseconds;
        if (due > turn.Now) return due;
        if (!connection.TryResumeConnect()) return turn.Now + 1;

        var reason = authentication.IsPending ? ReasonCode.ServerUnavailable : ReasonCode.NotAuthorized;
        refusal.Refuse(turn, reason, new() { ReasonString = "The authentication took too long." }, authentication.Terms.ClientId);
        return Schedule.Never;
    }
}
