using System.Security.Cryptography;
using System.Text;

namespace Mqtt5Gen.Sessions;

/// <summary>The keys of SCRAM-SHA-256 (RFC 5802, section 3).</summary>
internal static class ScramKeys
{
    public static byte[] Salted(string password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(ScramText.Prepare(password)), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    public static byte[] Client(ReadOnlySpan<byte> salted) => HMACSHA256.HashData(salted, "Client Key"u8);

    public static byte[] Server(ReadOnlySpan<byte> salted) => HMACSHA256.HashData(salted, "Server Key"u8);

    public static byte[] Stored(ReadOnlySpan<byte> clientKey) => SHA256.HashData(clientKey);

    public static byte[] Signature(ReadOnlySpan<byte> key, string authMessage) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(authMessage));

    /// <summary>The client key and the signature put together to the proof; or the proof and the signature to the client key.</summary>
    public static byte[] Combine(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var combined = new byte[one.Length];
        for (var i = 0; i < combined.Length; i++) combined[i] = (byte)(one[i] ^ other[i]);
        return combined;
    }
}
