using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Sharing;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Ends connections, and with them what ends with a connection.</summary>
internal sealed class ConnectionCloser(SessionEnder ender, SessionTimer timer, EstateSettler settler, BrokerObserver observer)
{
    /// <summary>The broker closes a connection, and says why to a client that understands it.</summary>
    public void Disconnect(in Turn turn, ReasonCode reason, string? explanation = null, bool publishesWill = true, string? serverReference = null) =>
        Disconnect(turn, new ConnectionEnd(ClosedBy.Broker, reason), PropertiesOf(explanation, serverReference), publishesWill);

    /// <summary>The broker closes the connection of a client that broke a rule, and says which to a client that understands it.</summary>
    public void Disconnect(in Turn turn, Violation violation) =>
        Disconnect(turn, new ConnectionEnd(ClosedBy.Broker, violation.Answer, violation), PropertiesOf(violation.ToString(), null), publishesWill: true);

    private void Disconnect(in Turn turn, in ConnectionEnd end, DisconnectProperties? properties, bool publishesWill)
    {
        var connection = turn.Connection;
        if (connection.Session is not { } session)
        {
            Reject(connection, end);
            return;
        }

        Estate estate;
        lock (session)
        {
            if (!connection.TryClose(end)) return;
            if (!publishesWill) session.TakeWill();
            SayGoodbye(connection, end.Reason, properties, turn.Batch);
            estate = Detach(session, connection, turn.Now);
        }

        settler.Settle(estate, session, turn.Now, turn.Batch);
    }

    /// <summary>The broker cuts a connection: a goodbye would not be read.</summary>
    public void Abort(in Turn turn)
    {
        lock (turn.Session)
        {
            turn.Connection.Output.Abort();
            turn.Connection.TryClose(new(ClosedBy.Broker, ReasonCode.QuotaExceeded));
        }

        Lost(turn);
    }

    /// <summary>The transport has closed the connection.</summary>
    public void Lost(in Turn turn)
    {
        var connection = turn.Connection;
        connection.TryClose(new(ClosedBy.Network, ReasonCode.UnspecifiedError));
        if (connection.Session is not { } session) return;

        Estate estate;
        lock (session) estate = Detach(session, connection, turn.Now);

        settler.Settle(estate, session, turn.Now, turn.Batch);
    }

    /// <summary>Under the session's gate: another connection takes the session. Returns what is due, to be settled outside the gate.</summary>
    public Estate TakeOver(Session session, long now, FlushBatch batch)
    {
        if (session.Connection is not { } connection) return default;
        if (connection.TryClose(new(ClosedBy.Broker, ReasonCode.SessionTakenOver))) SayGoodbye(connection, ReasonCode.SessionTakenOver, null, batch); // [MQTT-3.1.4-3]
        return Detach(session, connection, now, isTakenOver: true);
    }

    /// <summary>Under the gate, the connection being closed: the session goes on without it, or ends. Returns what is due, to be settled outside the gate.</summary>
    public Estate Detach(Session session, Connection connection, long now, bool isTakenOver = false)
    {
        if (session.Connection != connection) return default;

        session.Connection = null;
        session.ClosedAt = now;
        if (!session.Expiry.OutlivesConnection) return ender.End(session) with { Closed = connection }; // [MQTT-3.1.2-23]

        session.Close();
        var will = session.WillDueAt <= now ? session.TakeWill() : null;
        timer.Arm(session, now);
        return new(will, isTakenOver ? null : Handover.TakeFrom(session, isEnding: false), connection);
    }

    /// <summary>It has no session: nobody else knows it, and there is nobody to be told why.</summary>
    private void Reject(Connection connection, in ConnectionEnd end)
    {
        if (!connection.TryClose(end)) return;
        connection.Output.Abort(); // [MQTT-3.14.0-1]
        observer.Refused(connection, default, end);
    }

    private static DisconnectProperties? PropertiesOf(string? explanation, string? serverReference)
    {
        if (explanation is null && serverReference is null) return null;
        return new()
        {
            ReasonString = explanation is null ? (Utf8String?)null : explanation,
            ServerReference = serverReference is null ? (Utf8String?)null : serverReference,
        };
    }

    private static void SayGoodbye(Connection connection, ReasonCode reason, DisconnectProperties? properties, FlushBatch batch)
    {
        if (connection.Version >= ProtocolVersion.V5)
        {
            var disconnect = new Disconnect { ReasonCode = reason, Properties = properties };
            connection.Send(disconnect.FitTo(connection.MaximumPacketSize, connection.Version), batch);
        }

        connection.Output.CloseAfterFlush(); // [MQTT-4.13.2-1]
    }
}
