namespace Mqtt5Gen.Wire;

/// <summary>The string pairs of one repeatable property, enumerated where they stand.</summary>
public readonly ref struct Utf8PairList
{
    private readonly ReadOnlySpan<byte> _section;
    private readonly ReadOnlySpan<WireForm> _forms;
    private readonly int _id;

    /// <summary>The values of property <paramref name="id"/> in a section that a decoder has checked.</summary>
    public Utf8PairList(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms, int id)
    {
        _section = section;
        _forms = forms;
        _id = id;
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    /// <summary>The pairs in their order.</summary>
    public Enumerator GetEnumerator() => new(new PropertyCursor(_section, _forms), _id);

    /// <summary>Copies the pairs.</summary>
    public ValueList<Utf8Pair> ToList()
    {
        if (IsEmpty) return [];

        var pairs = new List<Utf8Pair>();
        foreach (var pair in this) pairs.Add(new Utf8Pair(Utf8String.Copy(pair.Name), Utf8String.Copy(pair.Value)));
        return [.. pairs];
    }

    /// <summary>Enumerates the pairs.</summary>
    public ref struct Enumerator
    {
        private readonly int _id;
        private PropertyCursor _cursor;

        internal Enumerator(PropertyCursor cursor, int id)
        {
            _cursor = cursor;
            _id = id;
        }

        /// <summary>The current pair.</summary>
        public readonly Utf8PairView Current =>
            new(PropertyCursor.ReadBinary(_cursor.Value, out var value), PropertyCursor.ReadBinary(value, out _));

        /// <summary>Moves to the next pair.</summary>
        public bool MoveNext()
        {
            while (_cursor.MoveNext())
            {
                if (_cursor.Id == _id) return true;
            }

            return false;
        }
    }
}
