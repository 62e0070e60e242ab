namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>A broker that runs already, and goes on running.</summary>
internal sealed class RemoteBroker(Target target) : IBrokerUnderTest
{
    public Target Target => target;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
