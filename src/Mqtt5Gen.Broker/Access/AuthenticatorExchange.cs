using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Access;

/// <summary>What an authenticator decides on a CONNECT, as an exchange of one step.</summary>
internal sealed class AuthenticatorExchange(IAuthenticator authenticator, ConnectRequest request) : IAuthenticationExchange
{
    private static readonly AuthenticationStep Accepted = AuthenticationStep.Conclude(AuthenticationResult.Accepted);

    public ValueTask<AuthenticationStep> NextAsync(AuthProperties message, CancellationToken cancellation)
    {
        var decision = authenticator.AuthenticateAsync(request, cancellation);
        return decision.IsCompletedSuccessfully ? new(StepOf(decision.Result)) : AwaitAsync(decision);
    }

    private static async ValueTask<AuthenticationStep> AwaitAsync(ValueTask<AuthenticationResult> decision) => StepOf(await decision.ConfigureAwait(false));

    private static AuthenticationStep StepOf(AuthenticationResult result) =>
        ReferenceEquals(result, AuthenticationResult.Accepted) ? Accepted : AuthenticationStep.Conclude(result);
}
