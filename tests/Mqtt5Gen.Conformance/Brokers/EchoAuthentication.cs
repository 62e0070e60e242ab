using System.Security.Cryptography;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>The broker's side of <see cref="EchoMethod"/>.</summary>
internal sealed class EchoAuthentication : IAuthenticationMethod
{
    private const int ChallengeSize = 16;

    public Utf8String Name => EchoMethod.Name;

    public IAuthenticationExchange Begin(ConnectRequest request, Principal? current) => new Exchange();

    private sealed class Exchange : IAuthenticationExchange
    {
        private Bytes? _challenge;

        public ValueTask<AuthenticationStep> NextAsync(AuthProperties message, CancellationToken cancellation)
        {
            if (_challenge is { } challenge) return new(AuthenticationStep.Conclude(Check(challenge, message.AuthenticationData)));

            _challenge = RandomNumberGenerator.GetBytes(ChallengeSize);
            return new(AuthenticationStep.Continue(_challenge) with { ReasonString = "Say it in reverse order." });
        }

        private static AuthenticationResult Check(Bytes challenge, Bytes? answer) =>
            answer == EchoMethod.Answer(challenge) ? AuthenticationResult.Accepted : AuthenticationResult.Refuse(ReasonCode.NotAuthorized);
    }
}
