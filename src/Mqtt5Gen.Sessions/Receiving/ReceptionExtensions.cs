using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>The Reason Codes that answer a <see cref="Reception"/>.</summary>
public static class ReceptionExtensions
{
    /// <summary>The Reason Code of the PUBACK, PUBREC or DISCONNECT that answers it.</summary>
    public static ReasonCode Answer(this Reception reception) => reception switch
    {
        Reception.PacketIdInUse => ReasonCode.PacketIdentifierInUse,
        Reception.ReceiveMaximumExceeded => ReasonCode.ReceiveMaximumExceeded,
        _ => ReasonCode.Success,
    };
}
