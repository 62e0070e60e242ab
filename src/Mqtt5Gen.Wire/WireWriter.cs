using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Wire;

/// <summary>
/// Writes a packet's fields into a span that was measured to fit, in the order of <see cref="WireReader{TRule}"/>'s members.
/// Like the reader, it stays in a local of the encoder and is never passed by reference.
/// </summary>
/// <param name="destination">Where to write; too short a span is a fault of the caller and throws.</param>
public ref struct WireWriter(Span<byte> destination)
{
    private readonly int _length = destination.Length;
    private Span<byte> _left = destination;

    /// <summary>What is not written yet.</summary>
    public readonly Span<byte> Left => _left;

    /// <summary>How many bytes are written.</summary>
    public readonly int Written => _length - _left.Length;

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void U8(byte value)
    {
        _left[0] = value;
        _left = _left[1..];
    }

    /// <summary>Two Byte Integer (1.5.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_left, value);
        _left = _left[2..];
    }

    /// <summary>Four Byte Integer (1.5.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_left, value);
        _left = _left[4..];
    }

    /// <summary>Variable Byte Integer (1.5.5), in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void VarInt(uint value)
    {
        while (value >= 0x80)
        {
            U8((byte)(value | 0x80));
            value >>= 7;
        }

        U8((byte)value); // [MQTT-1.5.5-1]
    }

    /// <summary>Binary Data (1.5.6).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Binary(ReadOnlySpan<byte> value)
    {
        U16((ushort)value.Length);
        Rest(value);
    }

    /// <summary>UTF-8 Encoded String (1.5.4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Utf8(ReadOnlySpan<byte> value) => Binary(value);

    /// <summary>Bytes without a length of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Rest(ReadOnlySpan<byte> value)
    {
        ShortCopy.To(_left, value);
        _left = _left[value.Length..];
    }

    /// <summary>Passes over Binary Data, or a UTF-8 Encoded String, that is written already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassBinary() => Advance(2 + BinaryPrimitives.ReadUInt16BigEndian(_left));

    /// <summary>Passes over bytes that were written as <see cref="Left"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int length) => _left = _left[length..];
}
