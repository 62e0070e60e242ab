using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Wire;

/// <summary>
/// Writes a packet's fields into a span that was measured to fit, in the order of <see cref="WireReader{TRule}"/>'s members.
/// </summary>
/// <param name="destination">Where to write; too short a span is a fault of the caller and throws.</param>
public ref struct WireWriter(Span<byte> destination)
{
    private readonly Span<byte> _bytes = destination;

    /// <summary>How many bytes are written.</summary>
    public int Written { get; private set; }

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void U8(byte value) => _bytes[Written++] = value;

    /// <summary>Two Byte Integer (1.5.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[Written..], value);
        Written += 2;
    }

    /// <summary>Four Byte Integer (1.5.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[Written..], value);
        Written += 4;
    }

    /// <summary>Variable Byte Integer (1.5.5), in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void VarInt(uint value)
    {
        while (value >= 0x80)
        {
            _bytes[Written++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Written++] = (byte)value; // [MQTT-1.5.5-1]
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
        value.CopyTo(_bytes[Written..]);
        Written += value.Length;
    }
}
