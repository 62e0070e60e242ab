using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>Refuses a connection that has no session: who calls has taken it for that, its thread or time.</summary>
internal sealed class ConnectRefusal(BrokerObserver observer)
{
    /// <summary>Answers with a CONNACK, and closes.</summary>
    public void Refuse(in Turn turn, ProtocolVersion version, ReasonCode reason, string? explanation = null, Utf8String clientId = default, Violation violation = default)
    {
        turn.Connection.Version = version;
        Refuse(turn, reason, explanation is null ? null : new() { ReasonString = explanation }, clientId, violation);
    }

    /// <summary>Answers with a CONNACK, and closes.</summary>
    public void Refuse(in Turn turn, ReasonCode reason, ConnAckProperties? properties, Utf8String clientId, Violation violation = default)
    {
        var connection = turn.Connection;
        var refusal = new ConnAck { ReasonCode = reason, Properties = properties }; // [MQTT-3.2.2-6]
        var end = new ConnectionEnd(ClosedBy.Broker, reason, violation);
        lock (connection) // its gate: its thread may be flushing AUTH when time refuses it
        {
            connection.Send(refusal.FitTo(connection.MaximumPacketSize, connection.Version), turn.Batch);
            if (!connection.TryClose(end)) return;
            connection.Output.CloseAfterFlush(); // [MQTT-3.1.4-2] [MQTT-3.2.2-7] [MQTT-4.12.0-4] [MQTT-4.13.2-1]
        }

        observer.Refused(connection, clientId, end);
    }

    /// <summary>Closes without an answer.</summary>
    public void Close(in Turn turn, Violation violation)
    {
        var end = new ConnectionEnd(ClosedBy.Broker, violation.Answer, violation);
        if (!turn.Connection.TryClose(end)) return;
        turn.Connection.Output.Abort();
        observer.Refused(turn.Connection, default, end);
    }
}
