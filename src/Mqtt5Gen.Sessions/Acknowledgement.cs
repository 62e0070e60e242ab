namespace Mqtt5Gen.Sessions;

/// <summary>What an acknowledgement from the peer means for its Packet Identifier (4.3).</summary>
public enum Acknowledgement : byte
{
    /// <summary>The flow ended and the Packet Identifier is free. After PUBREL: answer PUBCOMP with Success.</summary>
    Completed,

    /// <summary>PUBREC was accepted: answer PUBREL with Success.</summary>
    Released,

    /// <summary>The Packet Identifier is not in use: answer PUBREC with PUBREL, and PUBREL with PUBCOMP, of 0x92 (Packet Identifier not found); ignore others.</summary>
    NotFound,

    /// <summary>The Packet Identifier waits for another packet: the peer breaks the flow of 4.3, answer DISCONNECT with 0x82 (Protocol Error).</summary>
    OutOfTurn,
}
