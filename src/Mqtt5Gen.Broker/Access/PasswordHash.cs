using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Mqtt5Gen.Broker;

/// <summary>A password that cannot be read back: PBKDF2 with HMAC-SHA-512, written as <c>$7$iterations$salt$hash</c>, the form of <c>mosquitto_passwd</c>.</summary>
public sealed class PasswordHash
{
    private const string Scheme = "7";
    private const int SaltSize = 16;
    private const int HashSize = 64;
    private const int MaximumIterations = 100_000_000;

    // What OWASP recommends for PBKDF2 with HMAC-SHA-512 (2023).
    private const int DefaultIterations = 210_000;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) => (_iterations, _salt, _hash) = (iterations, salt, hash);

    /// <summary>Hashes a password with a salt of its own.</summary>
    /// <param name="password">The password.</param>
    /// <param name="iterations">How much work it is to check it, and to guess it.</param>
    public static PasswordHash Of(ReadOnlySpan<byte> password, int iterations = DefaultIterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaximumIterations);
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return new(iterations, salt, Derive(password, salt, iterations, HashSize));
    }

    /// <summary>Reads what <see cref="ToString"/> or <c>mosquitto_passwd</c> wrote.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PasswordHash? hash)
    {
        hash = null;
        if (text?.Split('$') is not ["", Scheme, var iterations, var salt, var derived]) return false;
        if (!int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MaximumIterations) return false;
        if (!TryDecode(salt, out var saltBytes) || !TryDecode(derived, out var hashBytes)) return false;

        hash = new(count, saltBytes, hashBytes);
        return true;
    }

    /// <summary>Whether a password is this one. It takes as long whatever is wrong with it.</summary>
    public bool Verify(ReadOnlySpan<byte> password) => CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _iterations, _hash.Length), _hash);

    /// <summary>It as text, to be kept.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"${Scheme}${_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}");

    private static byte[] Derive(ReadOnlySpan<byte> password, byte[] salt, int iterations, int size) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, size);

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length == 0) return false;
        Array.Resize(ref bytes, length);
        return true;
    }
}
