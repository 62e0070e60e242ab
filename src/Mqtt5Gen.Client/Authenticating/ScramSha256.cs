using System.Security.Cryptography;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>SCRAM-SHA-256 (RFC 5802, RFC 7677): both ends show that they know the password, and neither tells it.</summary>
public sealed class ScramSha256 : IMqttAuthentication
{
    private readonly string _userName;
    private readonly string _password;
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

    /// <inheritdoc/>
    public IMqttAuthenticationExchange Begin() => new Exchange(new ScramClient(_userName, _password, _newNonce()));

    private sealed class Exchange(ScramClient client) : IMqttAuthenticationExchange
    {
        private bool _hasAnswered;

        public ValueTask<ReadOnlyMemory<byte>?> StartAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(client.First);

        public ValueTask<ReadOnlyMemory<byte>?> ContinueAsync(ReadOnlyMemory<byte> serverData, CancellationToken cancellationToken)
        {
            if (_hasAnswered || !client.TryAnswer(serverData.Span, out var final)) throw new CryptographicException("SCRAM: the server's challenge is none, or asks for too few or too many iterations.");
            _hasAnswered = true;
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(final);
        }

        public void Complete(ReadOnlyMemory<byte> serverData)
        {
            if (!client.Verifies(serverData.Span)) throw new CryptographicException("SCRAM: the server has not shown that it knows the password.");
        }
    }
}
