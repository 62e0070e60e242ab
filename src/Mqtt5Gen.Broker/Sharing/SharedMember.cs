using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>A session's place in a group.</summary>
internal sealed class SharedMember(SharedGroup group, Session session)
{
    public SharedGroup Group => group;

    public Session Session => session;

    /// <summary>What the client asked for; guarded by the session's gate.</summary>
    public SubscriptionTerms Terms { get; set; }

    /// <summary>Guarded by the group, like its place in a line.</summary>
    public MemberState State { get; set; }

    public bool IsConnected => State is MemberState.Busy or MemberState.Ready;

    public SharedMember? Next { get; set; }

    public SharedMember? Previous { get; set; }
}
