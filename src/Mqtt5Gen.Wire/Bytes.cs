using System.Runtime.InteropServices;

namespace Mqtt5Gen.Wire;

/// <summary>Binary data that compares by content. The default has no bytes.</summary>
public readonly struct Bytes : IEquatable<Bytes>
{
    // An array and a part of it, not Memory<byte>, whose Span asks each time what stands behind it: encoding took a tenth longer.
    private readonly byte[]? _array;
    private readonly int _start;

    /// <summary>Data over bytes that nobody changes. Memory that is not an array is copied.</summary>
    public Bytes(ReadOnlyMemory<byte> memory)
    {
        if (!MemoryMarshal.TryGetArray(memory, out var segment)) segment = memory.ToArray();
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

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes, not copied.</summary>
    public static implicit operator Bytes(byte[] bytes) => new(bytes);

    /// <summary>The bytes, not copied.</summary>
    public static implicit operator Bytes(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>The bytes.</summary>
    public static implicit operator ReadOnlySpan<byte>(Bytes bytes) => bytes.Span;

    /// <summary>Compares by content.</summary>
    public static bool operator ==(Bytes left, Bytes right) => left.Equals(right);

    /// <summary>Compares by content.</summary>
    public static bool operator !=(Bytes left, Bytes right) => !left.Equals(right);

    /// <summary>A copy of <paramref name="bytes"/>.</summary>
    public static Bytes Copy(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new(bytes.ToArray());

    /// <inheritdoc/>
    public bool Equals(Bytes other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexString(Span);
}
