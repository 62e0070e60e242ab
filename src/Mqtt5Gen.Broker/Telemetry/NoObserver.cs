namespace Mqtt5Gen.Broker.Telemetry;

/// <summary>Nobody listens.</summary>
internal sealed class NoObserver : BrokerObserver
{
    public static readonly NoObserver Instance = new();
}
