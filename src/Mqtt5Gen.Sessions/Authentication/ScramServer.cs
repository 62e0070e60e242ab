using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mqtt5Gen.Sessions;

/// <summary>The server's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677), without channel binding: bytes in, bytes out.</summary>
public sealed class ScramServer
{
    private readonly string _header;
    private readonly string _clientFirst;
    private readonly string _clientNonce;
    private string _serverFirst = "";
    private string _nonce = "";
    private ScramCredential? _credential;

    private ScramServer(string userName, string header, string clientFirst, string clientNonce) =>
        (UserName, _header, _clientFirst, _clientNonce) = (userName, header, clientFirst, clientNonce);

    /// <summary>Who the client says it is.</summary>
    public string UserName { get; }

    /// <summary>Reads the client's first message; false if it is none, or asks for what is not offered (channel binding, extensions, to act for another user).</summary>
    public static bool TryBegin(ReadOnlySpan<byte> clientFirst, [NotNullWhen(true)] out ScramServer? exchange)
    {
        exchange = null;
        if (!ScramText.TryRead(clientFirst, out var text) || !TryTakeHeader(text, out var header, out var actsFor)) return false;

        var bare = text[header.Length..];
        ReadOnlySpan<char> rest = bare;
        if (!ScramText.TryTake(ref rest, 'n', out var escaped) || !ScramText.TryUnescape(escaped, out var userName)) return false;
        if (!ScramText.TryTake(ref rest, 'r', out var nonce) || !ScramText.IsNonce(nonce)) return false;
        if (actsFor is not null && actsFor != userName) return false;

        exchange = new(ScramText.Prepare(userName), header, bare, nonce.ToString());
        return true;
    }

    /// <summary>The server's first message.</summary>
    /// <param name="credential">The user's credential; of a user that is not there one that nobody can guess.</param>
    /// <param name="nonce">The server's nonce: printable, without comma, and never the same.</param>
    public byte[] Challenge(ScramCredential credential, string nonce)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (!ScramText.IsNonce(nonce)) throw new ArgumentException("A nonce is printable ASCII without comma.", nameof(nonce));

        _credential = credential;
        _nonce = _clientNonce + nonce;
        _serverFirst = string.Create(CultureInfo.InvariantCulture, $"r={_nonce},s={Convert.ToBase64String(credential.Salt)},i={credential.Iterations}");
        return Encoding.UTF8.GetBytes(_serverFirst);
    }

    /// <summary>Checks the client's final message; true where the client knows the password, with what tells the client that the server knows it.</summary>
    public bool TryFinish(ReadOnlySpan<byte> clientFinal, [NotNullWhen(true)] out byte[]? serverFinal)
    {
        serverFinal = null;
        if (_credential is not { } credential || !ScramText.TryRead(clientFinal, out var text)) return false;

        var proofAt = text.LastIndexOf(",p=", StringComparison.Ordinal);
        if (proofAt < 0 || !ScramText.TryDecode(text.AsSpan(proofAt + 3), out var proof) || proof.Length != SHA256.HashSizeInBytes) return false;

        var withoutProof = text[..proofAt];
        ReadOnlySpan<char> rest = withoutProof;
        if (!ScramText.TryTake(ref rest, 'c', out var binding) || !binding.SequenceEqual(Convert.ToBase64String(Encoding.UTF8.GetBytes(_header)))) return false;
        if (!ScramText.TryTake(ref rest, 'r', out var nonce) || !nonce.SequenceEqual(_nonce)) return false;

        var authMessage = $"{_clientFirst},{_serverFirst},{withoutProof}";
        var clientKey = ScramKeys.Combine(proof, ScramKeys.Signature(credential.StoredKey, authMessage));
        if (!CryptographicOperations.FixedTimeEquals(ScramKeys.Stored(clientKey), credential.StoredKey.Span)) return false;

        serverFinal = Encoding.UTF8.GetBytes($"v={Convert.ToBase64String(ScramKeys.Signature(credential.ServerKey, authMessage))}");
        return true;
    }

    /// <summary>The GS2 header (RFC 5801, section 4): <c>n</c> or <c>y</c>, and perhaps for whom the client acts, each with a comma.</summary>
    private static bool TryTakeHeader(string message, [NotNullWhen(true)] out string? header, out string? actsFor)
    {
        header = actsFor = null;
        if (message.Length < 3 || message[0] is not ('n' or 'y') || message[1] != ',') return false;

        var end = message.IndexOf(',', 2);
        if (end < 0) return false;

        header = message[..(end + 1)];
        ReadOnlySpan<char> name = message.AsSpan(2, end - 2);
        return name.IsEmpty || (ScramText.TryTake(ref name, 'a', out var escaped) && ScramText.TryUnescape(escaped, out actsFor));
    }
}
