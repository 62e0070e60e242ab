using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>Which Reason Codes may stand where, asked of the codec.</summary>
internal static class ReasonCodes
{
    public static bool MayStandInConnAck(ReasonCode reason)
    {
        FrameReader.TryRead(new ConnAck { ReasonCode = reason }.ToArray(ProtocolVersion.V5), uint.MaxValue, out var frame, out _);
        return ConnAckView.TryDecode(frame, ProtocolVersion.V5, Role.Server, out _, out _);
    }

    public static bool MayStandInDisconnect(ReasonCode reason)
    {
        FrameReader.TryRead(new Disconnect { ReasonCode = reason }.ToArray(ProtocolVersion.V5), uint.MaxValue, out var frame, out _);
        return DisconnectView.TryDecode(frame, ProtocolVersion.V5, Role.Server, out _, out _);
    }
}
