using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>What a client says of itself in CONNECT (3.1), and where it comes from.</summary>
public sealed class ConnectRequest
{
    /// <summary>The Client Identifier (3.1.3.1); one that the broker assigned where the client has none.</summary>
    public required Utf8String ClientId { get; init; }

    /// <summary>The User Name (3.1.3.5); null for none.</summary>
    public Utf8String? UserName { get; init; }

    /// <summary>The Password (3.1.3.6); null for none.</summary>
    public Bytes? Password { get; init; }

    /// <summary>The protocol version.</summary>
    public required ProtocolVersion Version { get; init; }

    /// <summary>Where the client comes from.</summary>
    public required ConnectionInfo Connection { get; init; }

    internal ConnectRequest WithoutPassword() => new() { ClientId = ClientId, UserName = UserName, Version = Version, Connection = Connection };
}
