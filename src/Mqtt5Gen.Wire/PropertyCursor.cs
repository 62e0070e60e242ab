using System.Buffers.Binary;

namespace Mqtt5Gen.Wire;

/// <summary>Walks the properties of a section that a decoder has checked.</summary>
/// <param name="section">The properties, without their length.</param>
/// <param name="forms">The form of each property, by identifier.</param>
public ref struct PropertyCursor(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms)
{
    private readonly ReadOnlySpan<WireForm> _forms = forms;
    private ReadOnlySpan<byte> _left = section;

    /// <summary>The identifier of the current property.</summary>
    public int Id { get; private set; }

    /// <summary>The current property's value as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Moves to the next property.</summary>
    public bool MoveNext()
    {
        if (_left.IsEmpty) return false;

        Id = (int)ReadVarInt(_left, out var idLength);
        var length = LengthOf(_forms[Id], _left[idLength..]);
        Value = _left.Slice(idLength, length);
        _left = _left[(idLength + length)..];
        return true;
    }

    /// <summary>A Variable Byte Integer that is known to be whole.</summary>
    internal static uint ReadVarInt(ReadOnlySpan<byte> bytes, out int length)
    {
        uint value = 0;
        length = 0;
        while (true)
        {
            var part = bytes[length];
            value |= (uint)(part & 0x7F) << (7 * length++);
            if (part < 0x80) return value;
        }
    }

    /// <summary>Text that is known to be whole; <paramref name="rest"/> is what follows it.</summary>
    internal static ReadOnlySpan<byte> ReadBinary(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> rest)
    {
        var end = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes);
        rest = bytes[end..];
        return bytes[2..end];
    }

    /// <summary>The length of the value that the bytes start with, which is known to be whole.</summary>
    internal static int LengthOf(WireForm form, ReadOnlySpan<byte> bytes)
    {
        switch (form)
        {
            case WireForm.U8: return 1;
            case WireForm.U16: return 2;
            case WireForm.U32: return 4;
            case WireForm.VarInt:
                ReadVarInt(bytes, out var length);
                return length;
            case WireForm.Binary: return 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes);
            default:
                ReadBinary(bytes, out var second);
                return bytes.Length - second.Length + 2 + BinaryPrimitives.ReadUInt16BigEndian(second);
        }
    }
}
