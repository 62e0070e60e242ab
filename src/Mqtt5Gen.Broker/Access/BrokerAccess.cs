namespace Mqtt5Gen.Broker;

/// <summary>Who may connect to a broker, and do what there. The default lets everybody do everything.</summary>
public sealed record BrokerAccess
{
    /// <summary>Decides on clients that do not name an Authentication Method; null: they are let in.</summary>
    public IAuthenticator? Authenticator { get; init; }

    /// <summary>Decides on what clients publish and subscribe to; null: they may do everything.</summary>
    public IAuthorizer? Authorizer { get; init; }

    /// <summary>The Authentication Methods (4.12) that clients may name; of two with the same name the first counts.</summary>
    public IReadOnlyList<IAuthenticationMethod> Methods { get; init; } = [];
}
