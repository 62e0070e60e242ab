namespace Mqtt5Gen.Wire;

/// <summary>The shapes that the spec can ask of text: topic names (4.7), topic filters (4.7.1) and shared filters (4.8.2), as UTF-8.</summary>
public static class TextShapes
{
    private static ReadOnlySpan<byte> SharePrefix => "$share/"u8;

    /// <summary>At least one byte.</summary>
    public static bool IsNotEmpty(ReadOnlySpan<byte> text) => !text.IsEmpty;

    /// <summary>Whether it begins with <c>$share/</c>.</summary>
    public static bool IsShared(ReadOnlySpan<byte> filter) => filter.StartsWith(SharePrefix);

    /// <summary>Whether it holds <c>+</c> or <c>#</c>.</summary>
    public static bool IsWildcard(ReadOnlySpan<byte> filter) => filter.ContainsAny((byte)'+', (byte)'#');

    /// <summary>Neither <c>+</c> nor <c>#</c>.</summary>
    public static bool HasNoWildcards(ReadOnlySpan<byte> topic) => !IsWildcard(topic);

    /// <summary><c>#</c> stands alone or after a separator, and is the last character.</summary>
    public static bool HashIsLast(ReadOnlySpan<byte> filter)
    {
        var hash = filter.IndexOf((byte)'#');
        return hash < 0 || (hash == filter.Length - 1 && (hash == 0 || filter[hash - 1] == '/'));
    }

    /// <summary>Each <c>+</c> fills a whole level.</summary>
    public static bool PlusFillsLevel(ReadOnlySpan<byte> filter)
    {
        for (var start = 0; ;)
        {
            var plus = filter[start..].IndexOf((byte)'+');
            if (plus < 0) return true;

            plus += start;
            if (plus > 0 && filter[plus - 1] != '/') return false;
            if (plus + 1 < filter.Length && filter[plus + 1] != '/') return false;
            start = plus + 1;
        }
    }

    /// <summary>What begins with <c>$share/</c> goes on with a ShareName of at least one character.</summary>
    public static bool ShareHasName(ReadOnlySpan<byte> filter) =>
        !IsShared(filter) || (filter.Length > SharePrefix.Length && filter[SharePrefix.Length] != '/');

    /// <summary>A ShareName holds neither <c>+</c> nor <c>#</c>; a separator and a filter of at least one character follow it.</summary>
    public static bool ShareNameIsPlain(ReadOnlySpan<byte> filter)
    {
        if (!IsShared(filter)) return true;

        var rest = filter[SharePrefix.Length..];
        var separator = rest.IndexOf((byte)'/');
        return separator >= 0 && separator < rest.Length - 1 && !IsWildcard(rest[..separator]);
    }
}
