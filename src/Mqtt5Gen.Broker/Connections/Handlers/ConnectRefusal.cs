using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>Refuses a connection that has no session; its thread alone knows it.</summary>
internal sealed class ConnectRefusal
{
    /// <summary>Answers with a CONNACK, and closes.</summary>
    public void Refuse(in Turn turn, ProtocolVersion version, ReasonCode reason, string? explanation = null)
    {
        var connection = turn.Connection;
        connection.Version = version;
        var refusal = new ConnAck
        {
            ReasonCode = reason, // [MQTT-3.2.2-6]
            Properties = explanation is null ? null : new() { ReasonString = explanation },
        };
        connection.Send(refusal.FitTo(connection.Client.MaximumPacketSize ?? uint.MaxValue, version), turn.Batch);
        if (connection.TryClose()) connection.Output.CloseAfterFlush(); // [MQTT-3.1.4-2] [MQTT-3.2.2-7] [MQTT-4.12.0-4] [MQTT-4.13.2-1]
    }

    /// <summary>Closes without an answer.</summary>
    public void Close(in Turn turn)
    {
        if (turn.Connection.TryClose()) turn.Connection.Output.Abort();
    }
}
