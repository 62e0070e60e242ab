namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>An authenticator that a test decides for.</summary>
internal sealed class FakeAuthenticator(Func<ConnectRequest, CancellationToken, ValueTask<AuthenticationResult>> decide) : IAuthenticator
{
    public FakeAuthenticator(Func<ConnectRequest, AuthenticationResult> decide)
        : this((request, _) => new(decide(request)))
    {
    }

    public ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellation) => decide(request, cancellation);
}
