namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>How far some bytes are a packet.</summary>
internal enum FrameState
{
    /// <summary>They start with a whole packet.</summary>
    Complete,

    /// <summary>The packet goes on behind them.</summary>
    Incomplete,

    /// <summary>Its length goes on beyond what a length may have.</summary>
    LengthTooLong,

    /// <summary>Its length has needless bytes.</summary>
    LengthNotShortest,

    /// <summary>Its length counts less than it must count.</summary>
    LengthTooShort,
}
