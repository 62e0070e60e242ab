using System.Runtime.InteropServices;
using System.Text;

namespace Mqtt5Gen.Wire;

/// <summary>Text as its UTF-8 bytes: made once, written many times, compared by content. The default is the empty text.</summary>
public readonly struct Utf8String : IEquatable<Utf8String>
{
    // An array and a part of it, not Memory<byte>, whose Span asks each time what stands behind it: encoding took a tenth longer.
    private readonly byte[]? _array;
    private readonly int _start;

    /// <summary>Text over bytes that are well-formed UTF-8 and that nobody changes. Memory that is not an array is copied.</summary>
    public Utf8String(ReadOnlyMemory<byte> utf8)
    {
        if (!MemoryMarshal.TryGetArray(utf8, out var segment)) segment = utf8.ToArray();
        _array = segment.Array;
        _start = segment.Offset;
        Length = segment.Count;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory => new(_array, _start, Length);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => new(_array, _start, Length);

    /// <summary>The number of bytes.</summary>
    public int Length { get; }

    /// <summary>Whether it has no bytes.</summary>
    public bool IsEmpty => Length == 0;

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
