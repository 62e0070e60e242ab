namespace Mqtt5Gen.Wire;

/// <summary>String pairs that stand one after another to the end of a packet, enumerated where they stand.</summary>
/// <param name="pairs">Pairs, each text behind its length, that a decoder has checked.</param>
public readonly ref struct Utf8PairSequence(ReadOnlySpan<byte> pairs)
{
    private readonly ReadOnlySpan<byte> _pairs = pairs;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _pairs.IsEmpty;

    /// <summary>The pairs in their order.</summary>
    public Enumerator GetEnumerator() => new(_pairs);

    /// <summary>Copies the pairs.</summary>
    public ValueList<Utf8Pair> ToList()
    {
        var pairs = new List<Utf8Pair>();
        foreach (var pair in this) pairs.Add(new Utf8Pair(Utf8String.Copy(pair.Name), Utf8String.Copy(pair.Value)));
        return [.. pairs];
    }

    /// <summary>Enumerates the pairs.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _left;

        internal Enumerator(ReadOnlySpan<byte> pairs) => _left = pairs;

        /// <summary>The current pair.</summary>
        public Utf8PairView Current { get; private set; }

        /// <summary>Moves to the next pair.</summary>
        public bool MoveNext()
        {
            if (_left.IsEmpty) return false;

            var name = PropertyCursor.ReadBinary(_left, out _left);
            Current = new Utf8PairView(name, PropertyCursor.ReadBinary(_left, out _left));
            return true;
        }
    }
}
