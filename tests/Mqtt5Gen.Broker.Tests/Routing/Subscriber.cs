namespace Mqtt5Gen.Broker.Tests.Routing;

/// <summary>A stand-in for a session. All are equal, so that only identity can tell them apart.</summary>
internal sealed class Subscriber(int number)
{
    public int Number { get; } = number;

    public override bool Equals(object? obj) => obj is Subscriber;

    public override int GetHashCode() => 1;
}
