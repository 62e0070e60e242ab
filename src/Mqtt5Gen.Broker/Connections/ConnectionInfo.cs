namespace Mqtt5Gen.Broker;

/// <summary>Where a connection comes from.</summary>
/// <param name="Listener">The name of the listener that accepted it.</param>
/// <param name="RemoteEndPoint">The peer's address, where the transport knows it.</param>
/// <param name="IsLoopback">Whether the peer is on the same machine.</param>
public sealed record ConnectionInfo(string Listener, string? RemoteEndPoint, bool IsLoopback);
