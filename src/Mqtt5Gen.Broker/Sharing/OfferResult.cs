namespace Mqtt5Gen.Broker.Sharing;

/// <summary>What a member did with a message that it was offered.</summary>
internal enum OfferResult
{
    Taken,

    /// <summary>It had no room, and is not asked again before it has.</summary>
    Passed,

    /// <summary>It did not take this one, and may take the next.</summary>
    Refused,

    /// <summary>The message exceeds its client's Maximum Packet Size.</summary>
    TooLarge,
}
