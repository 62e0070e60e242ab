using System.Security.Cryptography;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Sessions;

/// <summary>What a server keeps of a user's password for SCRAM-SHA-256 (RFC 5802, section 3): with it passwords can be checked, but not given.</summary>
/// <param name="Salt">The user's salt.</param>
/// <param name="Iterations">How often the password is hashed.</param>
/// <param name="StoredKey">What the client's proof is checked against.</param>
/// <param name="ServerKey">What the server proves itself with.</param>
public sealed record ScramCredential(Bytes Salt, int Iterations, Bytes StoredKey, Bytes ServerKey)
{
    /// <summary>The least that RFC 7677 asks for.</summary>
    public const int LeastIterations = 4096;

    private const int SaltSize = 16;

    /// <summary>The credential of a password, with a salt of its own.</summary>
    /// <param name="password">The password.</param>
    /// <param name="iterations">How often it is hashed: by the client, each time that it connects; more makes it harder to guess a password from the credential.</param>
    public static ScramCredential Of(string password, int iterations = LeastIterations) => Of(password, RandomNumberGenerator.GetBytes(SaltSize), iterations);

    /// <summary>The credential of a password.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt, some bytes that no other user has.</param>
    /// <param name="iterations">How often it is hashed.</param>
    public static ScramCredential Of(string password, Bytes salt, int iterations)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, LeastIterations);
        var salted = ScramKeys.Salted(password, salt, iterations);
        return new(salt, iterations, ScramKeys.Stored(ScramKeys.Client(salted)), ScramKeys.Server(salted));
    }
}
