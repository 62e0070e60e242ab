namespace Mqtt5Gen.Sessions;

/// <summary>What a received PUBLISH with QoS > 0 is (3.3.4, 4.3).</summary>
public enum Reception : byte
{
    /// <summary>A new Application Message: take it over, then acknowledge it.</summary>
    New,

    /// <summary>A QoS 2 message that was taken over before: answer PUBREC with Success again, deliver nothing.</summary>
    Duplicate,

    /// <summary>A QoS 2 message that is still being taken over: deliver nothing; the PUBREC that is to come answers it.</summary>
    Pending,

    /// <summary>A QoS 1 message with the Packet Identifier of an unreleased QoS 2 message: answer PUBACK with 0x91 (Packet Identifier in use).</summary>
    PacketIdInUse,

    /// <summary>More unacknowledged messages than our Receive Maximum: answer DISCONNECT with 0x93 (Receive Maximum exceeded).</summary>
    ReceiveMaximumExceeded,
}
