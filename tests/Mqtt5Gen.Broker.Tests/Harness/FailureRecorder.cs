namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>Keeps what authenticators, methods and authorizers threw.</summary>
internal sealed class FailureRecorder : BrokerObserver
{
    public List<Exception> Failures { get; } = [];

    public override void AccessFailed(Exception exception) => Failures.Add(exception);
}
