namespace Mqtt5Gen.Wire;

/// <summary>What a Topic Filter means (4.7, 4.8.2), over UTF-8 bytes. Filters and topics are well-formed: decoding has seen to that.</summary>
public static class TopicFilter
{
    /// <summary>Whether the level is the single-level wildcard.</summary>
    public static bool IsPlus(ReadOnlySpan<byte> level) => level is [(byte)'+'];

    /// <summary>Whether the level is the multi-level wildcard.</summary>
    public static bool IsHash(ReadOnlySpan<byte> level) => level is [(byte)'#'];

    /// <summary>Whether the topic begins with <c>$</c>, which keeps it from filters that begin with a wildcard (4.7.2).</summary>
    public static bool IsDollar(ReadOnlySpan<byte> topic) => topic is [(byte)'$', ..];

    /// <summary>Takes <c>$share/{ShareName}/{filter}</c> apart (4.8.2); false if it is not that, or one of the two is empty.</summary>
    public static bool TrySplitShared(ReadOnlySpan<byte> filter, out ReadOnlySpan<byte> shareName, out ReadOnlySpan<byte> innerFilter)
    {
        shareName = innerFilter = default;
        if (!TextShapes.IsShared(filter)) return false;

        var rest = filter[TextShapes.SharePrefix.Length..];
        var length = rest.IndexOf((byte)'/');
        if (length <= 0 || length == rest.Length - 1) return false;

        shareName = rest[..length];
        innerFilter = rest[(length + 1)..];
        return true;
    }

    /// <summary>Whether a message published to <paramref name="topic"/> is sent to subscriptions of <paramref name="filter"/>; of a shared one, its inner filter.</summary>
    public static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> topic)
    {
        if (IsDollar(topic) && filter is [(byte)'+' or (byte)'#', ..]) return false; // [MQTT-4.7.2-1]

        var inFilter = 0;
        var inTopic = 0;
        while (inFilter <= filter.Length)
        {
            var wanted = TopicLevels.Take(filter, ref inFilter);
            if (IsHash(wanted)) return true; // also at the topic's end: # includes the parent
            if (inTopic > topic.Length) return false;

            var level = TopicLevels.Take(topic, ref inTopic);
            if (!IsPlus(wanted) && !wanted.SequenceEqual(level)) return false; // [MQTT-4.7.3-4]
        }

        return inTopic > topic.Length;
    }

    /// <summary>Whether <paramref name="pattern"/> matches every topic that <paramref name="filter"/> matches; of neither a shared one, but its inner filter.</summary>
    public static bool Covers(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> filter)
    {
        if (IsDollar(filter) && IsWildcardFirst(pattern)) return false; // [MQTT-4.7.2-1]
        if (IsHash(filter)) return IsHash(pattern) || pattern.SequenceEqual("+/#"u8); // a topic has one level at least

        var inPattern = 0;
        var inFilter = 0;
        while (inPattern <= pattern.Length)
        {
            var allowed = TopicLevels.Take(pattern, ref inPattern);
            if (IsHash(allowed)) return true;
            if (inFilter > filter.Length) return false;

            var level = TopicLevels.Take(filter, ref inFilter);
            if (IsHash(level)) return false;
            if (!IsPlus(allowed) && !allowed.SequenceEqual(level)) return false;
        }

        return inFilter > filter.Length;
    }

    /// <summary>Whether there is a topic that both filters match; of neither a shared one, but its inner filter.</summary>
    public static bool Overlaps(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if ((IsDollar(left) && IsWildcardFirst(right)) || (IsDollar(right) && IsWildcardFirst(left))) return false; // [MQTT-4.7.2-1]

        var inLeft = 0;
        var inRight = 0;
        while (inLeft <= left.Length && inRight <= right.Length)
        {
            var one = TopicLevels.Take(left, ref inLeft);
            var other = TopicLevels.Take(right, ref inRight);
            if (IsHash(one) || IsHash(other)) return true;
            if (!IsPlus(one) && !IsPlus(other) && !one.SequenceEqual(other)) return false;
        }

        return IsAtHashOrEnd(left, inLeft) && IsAtHashOrEnd(right, inRight); // # includes the parent
    }

    private static bool IsWildcardFirst(ReadOnlySpan<byte> filter) => filter is [(byte)'+' or (byte)'#', ..];

    private static bool IsAtHashOrEnd(ReadOnlySpan<byte> filter, int position) => position > filter.Length || IsHash(filter[position..]);
}
