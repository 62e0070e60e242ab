namespace Mqtt5Gen.Wire;

/// <summary>What a <see cref="FrameReader"/> found.</summary>
public enum FrameStatus
{
    /// <summary>A whole packet.</summary>
    Complete,

    /// <summary>The packet has not arrived in full.</summary>
    Incomplete,

    /// <summary>The length goes on beyond four bytes, or counts more than can be held.</summary>
    LengthTooLong,

    /// <summary>The length has needless bytes.</summary>
    LengthNotShortest,

    /// <summary>The packet is larger than the maximum.</summary>
    TooLarge,

    /// <summary>The length counts less than it must count.</summary>
    LengthTooShort,
}
