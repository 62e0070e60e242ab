using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>Refuses a connection that has no session; its thread alone knows it.</summary>
internal sealed class ConnectRefusal
{
    /// <summary>Answers with a CONNACK, and closes.</summary>
    public void Refuse(in Turn turn, ProtocolVersion version, ReasonCode reason, string? explanation = null)
    {
        turn.Connection.Version = version;
        Refuse(turn, reason, explanation is null ? null : new() { ReasonString = explanation });
    }

    /// <summary>Answers with a CONNACK, and closes.</summary>
    public void Refuse(in Turn turn, ReasonCode reason, ConnAckProperties? properties = null)
    {
        var connection = turn.Connection;
        var refusal = new ConnAck { ReasonCode = reason, Properties = properties }; // [MQTT-3.2.2-6]
        connection.Send(refusal.FitTo(connection.Client.MaximumPacketSize ?? uint.MaxValue, connection.Version), turn.Batch);
        if (connection.TryClose()) connection.Output.CloseAfterFlush(); // [MQTT-3.1.4-2] [MQTT-3.2.2-7] [MQTT-4.12.0-4] [MQTT-4.13.2-1]
    }

    /// <summary>Closes without an answer.</summary>
    public void Close(in Turn turn)
    {
        if (turn.Connection.TryClose()) turn.Connection.Output.Abort();
    }
}
