namespace Mqtt5Gen.Wire;

/// <summary>The Variable Byte Integers of one repeatable property: enumerated where they stand, or given.</summary>
public readonly ref struct VarIntList
{
    private readonly ReadOnlySpan<byte> _section;
    private readonly ReadOnlySpan<WireForm> _forms;
    private readonly ReadOnlySpan<uint> _given;
    private readonly int _id;

    /// <summary>The values of property <paramref name="id"/> in a section that a decoder has checked.</summary>
    public VarIntList(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms, int id)
    {
        _section = section;
        _forms = forms;
        _id = id;
    }

    /// <summary>Values of the caller's, for a packet that is sent on.</summary>
    public VarIntList(ReadOnlySpan<uint> given) => _given = given;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    /// <summary>The values in their order.</summary>
    public Enumerator GetEnumerator() => new(new PropertyCursor(_section, _forms), _id, _given);

    /// <summary>Copies the values.</summary>
    public ValueList<uint> ToList()
    {
        if (IsEmpty) return [];

        var values = new List<uint>();
        foreach (var value in this) values.Add(value);
        return [.. values];
    }

    /// <summary>Enumerates the values.</summary>
    public ref struct Enumerator
    {
        private readonly int _id;
        private readonly ReadOnlySpan<uint> _given;
        private PropertyCursor _cursor;
        private int _next;

        internal Enumerator(PropertyCursor cursor, int id, ReadOnlySpan<uint> given)
        {
            _cursor = cursor;
            _id = id;
            _given = given;
        }

        /// <summary>The current value.</summary>
        public uint Current { get; private set; }

        /// <summary>Moves to the next value.</summary>
        public bool MoveNext()
        {
            if (_next < _given.Length)
            {
                Current = _given[_next++];
                return true;
            }

            while (_cursor.MoveNext())
            {
                if (_cursor.Id != _id) continue;

                Current = PropertyCursor.ReadVarInt(_cursor.Value, out _);
                return true;
            }

            return false;
        }
    }
}
