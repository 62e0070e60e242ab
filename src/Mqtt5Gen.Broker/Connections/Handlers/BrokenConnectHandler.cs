using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>A CONNECT that breaks a rule: refused where it says enough of itself to be answered. [MQTT-3.1.4-1]</summary>
internal sealed class BrokenConnectHandler(ConnectRefusal refusal)
{
    public void Handle(in Turn turn, Frame frame, Violation violation)
    {
        if (!turn.Connection.TryBeginConnect()) return;
        if (!ConnectView.TryReadVersion(frame, out var number))
        {
            refusal.Close(turn, violation);
            return;
        }

        var version = number < (byte)ProtocolVersion.V5 ? ProtocolVersion.V311 : ProtocolVersion.V5;
        var isTold = version >= ProtocolVersion.V5 || violation.Answer is ReasonCode.UnsupportedProtocolVersion or ReasonCode.ClientIdentifierNotValid;
        if (isTold) refusal.Refuse(turn, version, violation.Answer, violation.ToString(), violation: violation); // [MQTT-3.1.2-2] [MQTT-3.1.3-8]
        else refusal.Close(turn, violation);
    }
}
