using System.Security.Cryptography;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>SCRAM-SHA-256 (RFC 5802, RFC 7677): both ends show that they know the password, and neither tells it.</summary>
public sealed class ScramSha256 : IMqttAuthentication
{
    private readonly string _password;
    private readonly string _userName;
    private readonly Func<string> _newNonce;

    /// <summary>Authenticates as a user.</summary>
    /// <exception cref="ArgumentException">The user name or the password is empty.</exception>
    public ScramSha256(string userName, string password)
        : this(userName, password, static () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)))
    {
    }

    internal ScramSha256(string userName, string password, Func<string> newNonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentException.ThrowIfNullOrEmpty(password);
        (_userName, _password, _newNonce) = (userName, password, newNonce);
    }

    /// <inheritdoc/>
    public string Method => ScramMethod.Name;

    /// <summary>The fewest iterations that a server may ask for; fewer make the password easier to guess. Default: 4,096, as RFC 7677 says.</summary>
    public int MinimumIterations { get; init; } = ScramCredential.LeastIterations;

    /// <summary>The most iterations that a server may ask for, or it could keep the client busy. Default: 1,000,000.</summary>
    public int MaximumIterations { get; init; } = ScramClient.UsualMaximumIterations;

    /// <inheritdoc/>
    public IMqttAuthenticationExchange Begin() => new Exchange(new(_userName, _password, _newNonce()) { MinimumIterations = MinimumIterations, MaximumIterations = MaximumIterations });

    private sealed class Exchange(ScramClient scram) : IMqttAuthenticationExchange
    {
        private bool _isAnswered;

        public ValueTask<ReadOnlyMemory<byte>?> StartAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(scram.First);

        public ValueTask<ReadOnlyMemory<byte>?> ContinueAsync(ReadOnlyMemory<byte> serverData, CancellationToken cancellationToken)
        {
            if (_isAnswered) throw new CryptographicException("SCRAM: the server asks for more than there is.");
            if (!scram.TryAnswer(serverData.Span, out var answer))
            {
                throw new CryptographicException(
                    $"SCRAM: the server's challenge is not r=..,s=..,i=.. with a nonce that goes on with the client's and {scram.MinimumIterations} to {scram.MaximumIterations} iterations.");
            }

            _isAnswered = true;
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(answer);
        }

        public void Complete(ReadOnlyMemory<byte> serverData)
        {
            if (!scram.Verifies(serverData.Span)) throw new CryptographicException("SCRAM: the server has not shown that it knows the password.");
        }
    }
}
