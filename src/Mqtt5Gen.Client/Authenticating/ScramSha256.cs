using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mqtt5Gen.Client;

/// <summary>SCRAM-SHA-256 (RFC 5802, RFC 7677): both ends show that they know the password, and neither tells it.</summary>
/// <remarks>User name and password are used as they are: SASLprep, which maps characters that look alike, changes nothing in ASCII.</remarks>
public sealed class ScramSha256 : IMqttAuthentication
{
    private readonly byte[] _password;
    private readonly string _userName;
    private readonly Func<string> _newNonce;

    /// <summary>Authenticates as a user.</summary>
    /// <exception cref="ArgumentException">The user name is empty.</exception>
    public ScramSha256(string userName, string password)
        : this(userName, password, static () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)))
    {
    }

    internal ScramSha256(string userName, string password, Func<string> newNonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        _userName = userName.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        _password = Encoding.UTF8.GetBytes(password);
        _newNonce = newNonce;
    }

    /// <inheritdoc/>
    public string Method => "SCRAM-SHA-256";

    /// <summary>The fewest iterations that a server may ask for; fewer make the password easier to guess. Default: 4,096, as RFC 7677 says.</summary>
    public int MinimumIterations { get; init; } = 4096;

    /// <summary>The most iterations that a server may ask for, or it could keep the client busy. Default: 1,000,000.</summary>
    public int MaximumIterations { get; init; } = 1_000_000;

    /// <inheritdoc/>
    public IMqttAuthenticationExchange Begin() => new Exchange(this);

    private sealed class Exchange(ScramSha256 scram) : IMqttAuthenticationExchange
    {
        private const string Header = "n,,";

        private readonly string _nonce = scram._newNonce();
        private byte[]? _serverSignature;

        private string First => $"n={scram._userName},r={_nonce}";

        public ValueTask<ReadOnlyMemory<byte>?> StartAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>?>(Encoding.UTF8.GetBytes(Header + First));

        public ValueTask<ReadOnlyMemory<byte>?> ContinueAsync(ReadOnlyMemory<byte> serverData, CancellationToken cancellationToken)
        {
            if (_serverSignature is not null) throw new CryptographicException("SCRAM: the server asks for more than there is.");
            var challenge = Encoding.UTF8.GetString(serverData.Span);
            var (nonce, salt, iterations) = Read(challenge);
            var salted = Rfc2898DeriveBytes.Pbkdf2(scram._password, salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
            var final = $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(Header))},r={nonce}";
            var signed = Encoding.UTF8.GetBytes($"{First},{challenge},{final}");
            _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), signed);
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(Encoding.UTF8.GetBytes($"{final},p={Convert.ToBase64String(Proof(salted, signed))}"));
        }

        public void Complete(ReadOnlyMemory<byte> serverData)
        {
            var text = Encoding.UTF8.GetString(serverData.Span);
            var shown = new byte[SHA256.HashSizeInBytes];
            var isRight = _serverSignature is not null && text.StartsWith("v=", StringComparison.Ordinal)
                && Convert.TryFromBase64String(text[2..].Split(',')[0], shown, out var length) && length == shown.Length
                && CryptographicOperations.FixedTimeEquals(shown, _serverSignature);
            if (!isRight) throw new CryptographicException("SCRAM: the server has not shown that it knows the password.");
        }

        private static byte[] Proof(byte[] salted, byte[] signed)
        {
            var key = HMACSHA256.HashData(salted, "Client Key"u8);
            var signature = HMACSHA256.HashData(SHA256.HashData(key), signed);
            for (var index = 0; index < key.Length; index++) key[index] ^= signature[index];
            return key;
        }

        private (string Nonce, byte[] Salt, int Iterations) Read(string challenge)
        {
            var parts = challenge.Split(',');
            if (parts.Length < 3 || !parts[0].StartsWith("r=", StringComparison.Ordinal) || !parts[1].StartsWith("s=", StringComparison.Ordinal) || !parts[2].StartsWith("i=", StringComparison.Ordinal))
            {
                throw new CryptographicException("SCRAM: the server's challenge is not r=..,s=..,i=..");
            }

            var nonce = parts[0][2..];
            if (!nonce.StartsWith(_nonce, StringComparison.Ordinal) || nonce.Length == _nonce.Length) throw new CryptographicException("SCRAM: the server's nonce does not go on with the client's.");
            if (!int.TryParse(parts[2].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations < scram.MinimumIterations || iterations > scram.MaximumIterations)
            {
                throw new CryptographicException($"SCRAM: the server asks for {parts[2][2..]} iterations; {scram.MinimumIterations} to {scram.MaximumIterations} are allowed.");
            }

            var salt = new byte[parts[1].Length];
            if (!Convert.TryFromBase64String(parts[1][2..], salt, out var length)) throw new CryptographicException("SCRAM: the server's salt is no Base64.");
            return (nonce, salt[..length], iterations);
        }
    }
}
