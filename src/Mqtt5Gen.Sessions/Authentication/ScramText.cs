using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Mqtt5Gen.Sessions;

/// <summary>The text of SCRAM messages: attributes of one letter, separated by commas (RFC 5802, section 5.1).</summary>
internal static class ScramText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A user or password as both sides hash and compare it: of what SASLprep (RFC 4013) does, the normalization, which is what peers do as well.</summary>
    public static string Prepare(string text) => Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC);

    public static bool TryRead(ReadOnlySpan<byte> message, [NotNullWhen(true)] out string? text)
    {
        text = System.Text.Unicode.Utf8.IsValid(message) ? Strict.GetString(message) : null;
        return text is not null && !text.Contains('\0');
    }

    /// <summary>Takes <c>letter=value</c> off the front of a message, with the comma behind it; false if something else stands there.</summary>
    public static bool TryTake(ref ReadOnlySpan<char> message, char letter, out ReadOnlySpan<char> value)
    {
        value = default;
        if (message.Length < 3 || message[0] != letter || message[1] != '=') return false;

        var comma = message.IndexOf(',');
        value = comma < 0 ? message[2..] : message[2..comma];
        message = comma < 0 ? default : message[(comma + 1)..];
        return value.Length > 0;
    }

    public static string Escape(string name) => name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>Reads an escaped name; false if an equals sign stands for nothing.</summary>
    public static bool TryUnescape(ReadOnlySpan<char> escaped, [NotNullWhen(true)] out string? name)
    {
        name = null;
        var text = escaped.ToString();
        var plain = text.Replace("=2C", "", StringComparison.Ordinal).Replace("=3D", "", StringComparison.Ordinal);
        if (plain.Contains('=')) return false;

        name = text.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return true;
    }

    public static bool TryDecode(ReadOnlySpan<char> base64, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64Chars(base64, bytes, out var length)) bytes = null;
        else Array.Resize(ref bytes, length);
        return bytes is { Length: > 0 };
    }

    /// <summary>Whether it is printable ASCII without comma, as a nonce is.</summary>
    public static bool IsNonce(ReadOnlySpan<char> text) => !text.IsEmpty && !text.Contains(',') && !text.ContainsAnyExceptInRange('!', '~');
}
