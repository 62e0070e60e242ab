using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>A session's places in groups; guarded by its gate.</summary>
internal sealed class SessionShares
{
    /// <summary>By the whole filter.</summary>
    public Dictionary<Utf8String, SharedMember> Members { get; } = [];

    /// <summary>The places where it had no room: each has its turn at what waits in the group when there is.</summary>
    public Queue<SharedMember> Busy { get; } = new();

    /// <summary>The client has a connection: all is to be looked at.</summary>
    public void Attach()
    {
        foreach (var member in Members.Values) LookLater(member);
    }

    /// <summary>The client may have room for this group's messages later on.</summary>
    public void LookLater(SharedMember member)
    {
        if (member.Group.Move(member, MemberState.Busy)) Busy.Enqueue(member);
    }

    /// <summary>The client has lost its connection.</summary>
    public void Detach()
    {
        Busy.Clear();
        foreach (var member in Members.Values) member.Group.Move(member, MemberState.Away);
    }
}
