using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mqtt5Gen.Sessions;

/// <summary>The client's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677), without channel binding: bytes in, bytes out.</summary>
public sealed class ScramClient
{
    /// <summary>How many iterations a server may ask for where nothing else is said.</summary>
    public const int UsualMaximumIterations = 1_000_000;

    private const string Header = "n,,";

    private readonly string _password;
    private readonly string _nonce;
    private readonly string _first;
    private byte[]? _expected;

    /// <summary>Begins an exchange.</summary>
    /// <param name="userName">The user.</param>
    /// <param name="password">The password.</param>
    /// <param name="nonce">The client's nonce: printable, without comma, and never the same.</param>
    public ScramClient(string userName, string password, string nonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentException.ThrowIfNullOrEmpty(password);
        if (!ScramText.IsNonce(nonce)) throw new ArgumentException("A nonce is printable ASCII without comma.", nameof(nonce));

        _password = password;
        _nonce = nonce;
        _first = $"n={ScramText.Escape(ScramText.Prepare(userName))},r={nonce}";
    }

    /// <summary>The fewest iterations that the server may ask for: fewer make it easier to guess the password. Default: 4,096.</summary>
    public int MinimumIterations { get; init; } = ScramCredential.LeastIterations;

    /// <summary>The most iterations that the server may ask for: it could keep the client busy. Default: 1,000,000.</summary>
    public int MaximumIterations { get; init; } = UsualMaximumIterations;

    /// <summary>The client's first message.</summary>
    public byte[] First => Encoding.UTF8.GetBytes(Header + _first);

    /// <summary>The client's final message, which proves that it knows the password; false if the server's first message is none.</summary>
    public bool TryAnswer(ReadOnlySpan<byte> serverFirst, [NotNullWhen(true)] out byte[]? clientFinal)
    {
        clientFinal = null;
        if (!ScramText.TryRead(serverFirst, out var challenge)) return false;

        ReadOnlySpan<char> rest = challenge;
        if (!ScramText.TryTake(ref rest, 'r', out var nonce) || !nonce.StartsWith(_nonce) || nonce.Length == _nonce.Length || !ScramText.IsNonce(nonce)) return false;
        if (!ScramText.TryTake(ref rest, 's', out var base64) || !ScramText.TryDecode(base64, out var salt)) return false;
        if (!ScramText.TryTake(ref rest, 'i', out var count) || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)) return false;
        if (iterations < MinimumIterations || iterations > MaximumIterations) return false;

        var salted = ScramKeys.Salted(_password, salt, iterations);
        var clientKey = ScramKeys.Client(salted);
        var withoutProof = $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(Header))},r={nonce}";
        var authMessage = $"{_first},{challenge},{withoutProof}";
        var proof = ScramKeys.Combine(clientKey, ScramKeys.Signature(ScramKeys.Stored(clientKey), authMessage));
        _expected = ScramKeys.Signature(ScramKeys.Server(salted), authMessage);
        clientFinal = Encoding.UTF8.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
        return true;
    }

    /// <summary>Whether the server's final message shows that it, too, knows the password.</summary>
    public bool Verifies(ReadOnlySpan<byte> serverFinal)
    {
        if (_expected is null || !ScramText.TryRead(serverFinal, out var text)) return false;

        ReadOnlySpan<char> rest = text;
        return ScramText.TryTake(ref rest, 'v', out var base64) && ScramText.TryDecode(base64, out var signature) && CryptographicOperations.FixedTimeEquals(signature, _expected);
    }
}
