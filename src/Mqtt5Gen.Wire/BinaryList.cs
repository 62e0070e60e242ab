namespace Mqtt5Gen.Wire;

/// <summary>The binary data of a repeated field or property, enumerated where it stands.</summary>
public readonly ref struct BinaryList
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<WireForm> _forms;
    private readonly int _id;

    /// <summary>The values of property <paramref name="id"/> in a section that a decoder has checked.</summary>
    public BinaryList(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms, int id)
    {
        _bytes = section;
        _forms = forms;
        _id = id;
    }

    /// <summary>Data, each behind its length, one after another, that a decoder has checked.</summary>
    public BinaryList(ReadOnlySpan<byte> data) => _bytes = data;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    /// <summary>The data in its order.</summary>
    public Enumerator GetEnumerator() => new(_forms.IsEmpty ? new ValueCursor(_bytes, WireForm.Binary) : new ValueCursor(_bytes, _forms, _id));

    /// <summary>Copies the data.</summary>
    public ValueList<Bytes> ToList()
    {
        var list = new List<Bytes>();
        foreach (var data in this) list.Add(Bytes.Copy(data));
        return [.. list];
    }

    /// <summary>Enumerates the data.</summary>
    public ref struct Enumerator
    {
        private ValueCursor _cursor;

        internal Enumerator(ValueCursor cursor) => _cursor = cursor;

        /// <summary>The current data.</summary>
        public readonly ReadOnlySpan<byte> Current => PropertyCursor.ReadBinary(_cursor.Value, out _);

        /// <summary>Moves to the next data.</summary>
        public bool MoveNext() => _cursor.MoveNext();
    }
}
