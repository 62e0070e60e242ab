namespace Mqtt5Gen.Broker.Delivery;

/// <summary>What came of sending a message to a client at once.</summary>
internal enum SendResult
{
    Sent,

    /// <summary>It has no connection, or its window or its output is full.</summary>
    NoRoom,

    /// <summary>The message exceeds its Maximum Packet Size.</summary>
    TooLarge,
}
