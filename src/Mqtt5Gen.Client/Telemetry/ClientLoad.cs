namespace Mqtt5Gen.Client;

/// <summary>What a client has on its hands at a moment.</summary>
internal readonly record struct ClientLoad(bool IsConnected, int Queued, int InFlight);
