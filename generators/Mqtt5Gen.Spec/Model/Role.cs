namespace Mqtt5Gen.Spec.Model;

/// <summary>Who sends a packet: either end, or one of them. What the protocol calls them is in <see cref="RoleNames"/>.</summary>
public enum Role
{
    /// <summary>Both ends.</summary>
    Both,

    /// <summary>The end that opens.</summary>
    Client,

    /// <summary>The end that accepts.</summary>
    Server,
}
