using System.Security.Cryptography;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>SCRAM-SHA-256 (RFC 5802, RFC 7677) as an Authentication Method: no password goes over the wire, the broker keeps none, and proves itself, too.</summary>
/// <remarks>A user that is not there is asked like any other, with a salt that stays the same; only its proof is never right.</remarks>
public sealed class ScramAuthentication : IAuthenticationMethod
{
    private const int NonceSize = 18;
    private const int SaltSize = 16;

    private readonly IScramCredentials _credentials;
    private readonly byte[] _secret;
    private readonly int _iterations;

    /// <summary>Authenticates with these credentials.</summary>
    /// <param name="credentials">What is kept of passwords.</param>
    /// <param name="iterations">How often passwords are hashed, as users who are not there are told: what most of the credentials have.</param>
    /// <param name="secret">Some bytes that only this broker and those in its place know, from which the salts of users who are not there are made; null: new ones, so that a restart tells who they are.</param>
    public ScramAuthentication(IScramCredentials credentials, int iterations = ScramCredential.LeastIterations, byte[]? secret = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _iterations = iterations;
        _secret = secret ?? RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
    }

    /// <inheritdoc/>
    public Utf8String Name => ScramMethod.Name;

    /// <inheritdoc/>
    public IAuthenticationExchange Begin(ConnectRequest request, Principal? current) => new Exchange(this);

    private async ValueTask<(ScramCredential Credential, bool IsReal)> FindAsync(string userName, CancellationToken cancellation) =>
        await _credentials.FindAsync(userName, cancellation).ConfigureAwait(false) is { } found ? (found, true) : (DecoyOf(userName), false);

    private ScramCredential DecoyOf(Utf8String userName)
    {
        var salt = HMACSHA256.HashData(_secret, userName.Span)[..SaltSize];
        return new(salt, _iterations, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), new byte[SHA256.HashSizeInBytes]);
    }

    private sealed class Exchange(ScramAuthentication method) : IAuthenticationExchange
    {
        private static readonly AuthenticationStep Malformed = AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.NotAuthorized, "The message is not one of SCRAM-SHA-256 without channel binding."));
        private static readonly AuthenticationStep Refused = AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.NotAuthorized));

        private ScramServer? _server;
        private bool _isReal;

        public ValueTask<AuthenticationStep> NextAsync(AuthProperties message, CancellationToken cancellation)
        {
            var data = message.AuthenticationData ?? default;
            if (_server is not null) return new(Finish(_server, data));
            return ScramServer.TryBegin(data, out _server) ? ChallengeAsync(_server, cancellation) : new(Malformed);
        }

        private async ValueTask<AuthenticationStep> ChallengeAsync(ScramServer server, CancellationToken cancellation)
        {
            (var credential, _isReal) = await method.FindAsync(server.UserName, cancellation).ConfigureAwait(false);
            return AuthenticationStep.Continue(server.Challenge(credential, Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceSize))));
        }

        private AuthenticationStep Finish(ScramServer server, Bytes clientFinal) => server.TryFinish(clientFinal, out var serverFinal) && _isReal
            ? AuthenticationStep.Conclude(AuthenticationResult.Accept(server.UserName), serverFinal)
            : Refused;
    }
}
