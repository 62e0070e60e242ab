using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>A client that was let in, as its authorizer sees it. It stays the same object until the client authenticates again.</summary>
public sealed class Principal
{
    /// <summary>The Client Identifier.</summary>
    public required Utf8String ClientId { get; init; }

    /// <summary>The user that the client was found to be; null for one that nobody asked.</summary>
    public Utf8String? UserName { get; init; }

    /// <summary>What the authentication left for the authorizer.</summary>
    public object? Identity { get; init; }

    /// <summary>The protocol version.</summary>
    public required ProtocolVersion Version { get; init; }

    /// <summary>Where the client comes from.</summary>
    public required ConnectionInfo Connection { get; init; }
}
