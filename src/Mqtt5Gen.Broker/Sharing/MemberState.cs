namespace Mqtt5Gen.Broker.Sharing;

/// <summary>What a member of a group can do.</summary>
internal enum MemberState : byte
{
    /// <summary>It has no connection.</summary>
    Away,

    /// <summary>It is connected, and its window or its output is full; it looks for what waits when it has room.</summary>
    Busy,

    /// <summary>It takes the next message. Nothing waits in the group.</summary>
    Ready,

    /// <summary>It is no longer a member.</summary>
    Left,
}
