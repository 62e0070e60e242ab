namespace Mqtt5Gen.Wire;

/// <summary>The levels of a Topic Name or Topic Filter, in order: what stands between its separators, empty levels too (4.7.1.1).</summary>
public ref struct TopicLevels
{
    private readonly ReadOnlySpan<byte> _topic;
    private int _position;

    /// <summary>The levels of <paramref name="topic"/>.</summary>
    public TopicLevels(ReadOnlySpan<byte> topic) => _topic = topic;

    /// <summary>The level reached.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The number of levels: one more than the separators, at most 65,536.</summary>
    public static int Count(ReadOnlySpan<byte> topic) => topic.Count((byte)'/') + 1;

    /// <summary>
    /// The level that begins at <paramref name="position"/>, which moves to where the next one begins:
    /// <c>topic.Length + 1</c> after the last level.
    /// </summary>
    public static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> topic, scoped ref int position)
    {
        var level = topic[position..];
        var length = level.IndexOf((byte)'/');
        if (length >= 0) level = level[..length];
        position += level.Length + 1;
        return level;
    }

    /// <summary>Goes to the next level; false after the last.</summary>
    public bool MoveNext()
    {
        if (_position > _topic.Length) return false;

        Current = Take(_topic, ref _position);
        return true;
    }

    /// <summary>The levels from the first.</summary>
    public readonly TopicLevels GetEnumerator() => new(_topic);
}
