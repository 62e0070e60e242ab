namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Whom a change breaks.</summary>
[Flags]
internal enum Impact
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>A receiver by the old spec cannot read what a sender by the new one may send.</summary>
    OldReceiver = 1,

    /// <summary>A receiver by the new spec cannot read what a sender by the old one may send.</summary>
    NewReceiver = 2,

    /// <summary>Both.</summary>
    Both = OldReceiver | NewReceiver,
}
