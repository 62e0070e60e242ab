using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>The acknowledgement that is due for a PUBLISH: PUBACK for QoS 1, PUBREC for QoS 2.</summary>
/// <param name="QoS">The QoS of the PUBLISH.</param>
/// <param name="PacketId">Its Packet Identifier.</param>
/// <param name="Reason">The Reason Code to answer.</param>
public readonly record struct Answer(QoS QoS, ushort PacketId, ReasonCode Reason);
