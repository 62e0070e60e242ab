namespace Mqtt5Gen.Wire;

/// <summary>What <see cref="FrameReader.TryRead"/> found.</summary>
public enum FrameStatus
{
    /// <summary>A whole packet.</summary>
    Complete,

    /// <summary>The packet has not arrived in full.</summary>
    Incomplete,

    /// <summary>Remaining Length goes on beyond four bytes.</summary>
    LengthTooLong,

    /// <summary>Remaining Length has needless bytes.</summary>
    LengthNotShortest,

    /// <summary>The packet is larger than the maximum.</summary>
    TooLarge,
}
