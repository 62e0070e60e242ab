using System.Text;

namespace Mqtt5Gen.Wire;

/// <summary>Text as its UTF-8 bytes: made once, written many times, compared by content. The default is the empty text.</summary>
public readonly struct Utf8String : IEquatable<Utf8String>
{
    /// <summary>Text over bytes that are well-formed UTF-8 and that nobody changes.</summary>
    public Utf8String(ReadOnlyMemory<byte> utf8) => Memory = utf8;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>The number of bytes.</summary>
    public int Length => Memory.Length;

    /// <summary>Whether it has no bytes.</summary>
    public bool IsEmpty => Memory.IsEmpty;

    /// <summary>The text's bytes.</summary>
    public static implicit operator Utf8String(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes of the text.</summary>
    public static implicit operator ReadOnlySpan<byte>(Utf8String text) => text.Span;

    /// <summary>Compares by content.</summary>
    public static bool operator ==(Utf8String left, Utf8String right) => left.Equals(right);

    /// <summary>Compares by content.</summary>
    public static bool operator !=(Utf8String left, Utf8String right) => !left.Equals(right);

    /// <summary>A copy of <paramref name="utf8"/>.</summary>
    public static Utf8String Copy(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? default : new(utf8.ToArray());

    /// <inheritdoc/>
    public bool Equals(Utf8String other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Utf8String other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text; what is not well-formed UTF-8 reads as U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);
}
