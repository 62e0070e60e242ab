namespace Mqtt5Gen.Broker.Telemetry;

/// <summary>What there is at one moment.</summary>
/// <param name="Connected">Sessions with a connection.</param>
/// <param name="Disconnected">Sessions without one.</param>
/// <param name="Subscriptions">Subscriptions that are not shared.</param>
/// <param name="SharedSubscriptions">Memberships in Shared Subscriptions.</param>
/// <param name="StoredMessages">Messages that wait, once for each session or group where they do, and retained ones.</param>
/// <param name="WaitingBytes">The bytes of those that wait.</param>
internal readonly record struct Census(int Connected, int Disconnected, long Subscriptions, long SharedSubscriptions, long StoredMessages, long WaitingBytes);
