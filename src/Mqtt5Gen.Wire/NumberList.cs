using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Wire;

/// <summary>The numbers of a repeated field or property, enumerated where they stand.</summary>
/// <typeparam name="T">A number of one, two or four bytes, true or false, or an enumeration of such.</typeparam>
public readonly ref struct NumberList<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<WireForm> _forms;
    private readonly WireForm _form;
    private readonly int _id;

    /// <summary>The values of property <paramref name="id"/> in a section that a decoder has checked.</summary>
    public NumberList(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms, int id)
    {
        _bytes = section;
        _forms = forms;
        _form = forms[id];
        _id = id;
    }

    /// <summary>Numbers of one form, one after another, that a decoder has checked.</summary>
    public NumberList(ReadOnlySpan<byte> numbers, WireForm form)
    {
        _bytes = numbers;
        _form = form;
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    /// <summary>The numbers in their order.</summary>
    public Enumerator GetEnumerator() =>
        new(_forms.IsEmpty ? new ValueCursor(_bytes, _form) : new ValueCursor(_bytes, _forms, _id), _form);

    /// <summary>Copies the numbers.</summary>
    public ValueList<T> ToList()
    {
        var numbers = new List<T>();
        foreach (var number in this) numbers.Add(number);
        return [.. numbers];
    }

    /// <summary>Enumerates the numbers.</summary>
    public ref struct Enumerator
    {
        private readonly WireForm _form;
        private ValueCursor _cursor;

        internal Enumerator(ValueCursor cursor, WireForm form)
        {
            _cursor = cursor;
            _form = form;
        }

        /// <summary>The current number.</summary>
        public readonly T Current => Read(_form, _cursor.Value);

        /// <summary>Moves to the next number.</summary>
        public bool MoveNext() => _cursor.MoveNext();

        private static T Read(WireForm form, ReadOnlySpan<byte> bytes)
        {
            var number = form switch
            {
                WireForm.U8 => bytes[0],
                WireForm.U16 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
                WireForm.U32 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
                _ => PropertyCursor.ReadVarInt(bytes, out _),
            };
            return Unsafe.SizeOf<T>() switch
            {
                1 => Unsafe.BitCast<byte, T>((byte)number),
                2 => Unsafe.BitCast<ushort, T>((ushort)number),
                _ => Unsafe.BitCast<uint, T>(number),
            };
        }
    }
}
