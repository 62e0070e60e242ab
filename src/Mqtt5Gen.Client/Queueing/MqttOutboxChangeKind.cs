namespace Mqtt5Gen.Client;

/// <summary>What a <see cref="MqttOutboxChange"/> does.</summary>
public enum MqttOutboxChangeKind : byte
{
    /// <summary>A message is taken over, behind all others: stores it under its Sequence.</summary>
    Added,

    /// <summary>The message is sent with this Packet Identifier; 0 takes that back, since the server has lost the Session.</summary>
    Sent,

    /// <summary>PUBREC came: the message itself is needed no more, its Packet Identifier is. Of the released, the order in which they were counts.</summary>
    Released,

    /// <summary>The flow is over: removes the Sequence.</summary>
    Removed,

    /// <summary>A QoS 2 message of the server was taken over: stores its Packet Identifier. It may be there already.</summary>
    Received,

    /// <summary>The server has released it: removes the Packet Identifier, if it is there.</summary>
    Forgotten,

    /// <summary>The server has lost the Session: removes all Packet Identifiers of its messages.</summary>
    AllForgotten,
}
