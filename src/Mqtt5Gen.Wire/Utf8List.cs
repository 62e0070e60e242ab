namespace Mqtt5Gen.Wire;

/// <summary>Texts that stand one after the other to the end of a packet, enumerated where they stand.</summary>
/// <param name="texts">Texts, each behind its length, that a decoder has checked.</param>
public readonly ref struct Utf8List(ReadOnlySpan<byte> texts)
{
    private readonly ReadOnlySpan<byte> _texts = texts;

    /// <summary>The texts in their order.</summary>
    public Enumerator GetEnumerator() => new(_texts);

    /// <summary>Copies the texts.</summary>
    public ValueList<Utf8String> ToList()
    {
        var list = new List<Utf8String>();
        foreach (var text in this) list.Add(Utf8String.Copy(text));
        return [.. list];
    }

    /// <summary>Enumerates the texts.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _left;

        internal Enumerator(ReadOnlySpan<byte> texts) => _left = texts;

        /// <summary>The current text, UTF-8.</summary>
        public ReadOnlySpan<byte> Current { get; private set; }

        /// <summary>Moves to the next text.</summary>
        public bool MoveNext()
        {
            if (_left.IsEmpty) return false;

            Current = PropertyCursor.ReadBinary(_left, out _left);
            return true;
        }
    }
}
