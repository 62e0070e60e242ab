using Mqtt5Gen.Broker.Wills;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>What a client asked for in CONNECT, kept until it is let in.</summary>
/// <param name="ClientId">Its Client Identifier, or one that the broker assigned.</param>
/// <param name="IsAssigned">Whether the broker assigned it.</param>
/// <param name="CleanStart">Clean Start.</param>
/// <param name="KeepAlive">The Keep Alive that it asked for, in seconds.</param>
/// <param name="Expiry">How long its session lives on.</param>
/// <param name="Will">Its will; null for none.</param>
internal sealed record ConnectTerms(Utf8String ClientId, bool IsAssigned, bool CleanStart, ushort KeepAlive, SessionExpiry Expiry, Will? Will);
