namespace Mqtt5Gen.Spec.Model;

/// <summary>Who sends a packet: either end, or one of them.</summary>
public enum Role
{
    /// <summary>Client and server.</summary>
    Both,

    /// <summary>The client.</summary>
    Client,

    /// <summary>The server.</summary>
    Server,
}
