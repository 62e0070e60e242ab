using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>How a connection begins.</summary>
/// <param name="Connect">The first packet.</param>
/// <param name="Version">Its Protocol Version.</param>
/// <param name="Authenticator">Enhanced authentication, which CONNECT has begun; null for none.</param>
internal sealed record Opening(Connect Connect, ProtocolVersion Version, Authenticator? Authenticator);
