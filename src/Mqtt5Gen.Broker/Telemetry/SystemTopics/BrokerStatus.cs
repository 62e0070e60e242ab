namespace Mqtt5Gen.Broker.Telemetry.SystemTopics;

/// <summary>What the system topics tell, at one moment.</summary>
/// <param name="UptimeSeconds">How long the broker has been running.</param>
/// <param name="Census">What there is.</param>
/// <param name="MaximumConnected">The most clients that were connected when it was looked.</param>
/// <param name="Retained">Topics of clients that have a retained message.</param>
/// <param name="Traffic">What went over the network since the start.</param>
/// <param name="Dropped">Messages dropped since the start.</param>
/// <param name="Accepted">CONNECTs accepted since the start.</param>
internal sealed record BrokerStatus(long UptimeSeconds, Census Census, int MaximumConnected, int Retained, Traffic Traffic, long Dropped, long Accepted);
