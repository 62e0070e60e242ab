using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>The rules of one client, its names put in.</summary>
internal sealed class AccessGrants
{
    private readonly (Utf8String Filter, TopicRights Rights)[] _allowed;
    private readonly (Utf8String Filter, TopicRights Rights)[] _denied;

    private AccessGrants((Utf8String, TopicRights)[] allowed, (Utf8String, TopicRights)[] denied) => (_allowed, _denied) = (allowed, denied);

    /// <summary>Those of who may do nothing.</summary>
    public static AccessGrants None { get; } = new([], []);

    public static AccessGrants Of(UserAccess user, Utf8String clientId)
    {
        var client = clientId.ToString();
        if (!TopicRule.IsPlain(client) && user.Rules.Any(rule => rule.NamesClient)) return None;

        var rules = user.Rules.ToLookup(rule => rule.IsDenied, rule => (rule.FilterFor(client, user.UserName), rule.Rights));
        return new([.. rules[false]], [.. rules[true]]);
    }

    public bool MayPublish(ReadOnlySpan<byte> topic)
    {
        foreach (var (filter, rights) in _denied)
        {
            if (rights.HasFlag(TopicRights.Publish) && TopicFilter.Matches(filter, topic)) return false;
        }

        foreach (var (filter, rights) in _allowed)
        {
            if (rights.HasFlag(TopicRights.Publish) && TopicFilter.Matches(filter, topic)) return true;
        }

        return false;
    }

    /// <summary>A subscription is to bring nothing that is denied, and nothing that is not allowed, whatever is published later.</summary>
    public bool MaySubscribe(ReadOnlySpan<byte> wanted)
    {
        foreach (var (filter, rights) in _denied)
        {
            if (rights.HasFlag(TopicRights.Subscribe) && TopicFilter.Overlaps(filter, wanted)) return false;
        }

        foreach (var (filter, rights) in _allowed)
        {
            if (rights.HasFlag(TopicRights.Subscribe) && TopicFilter.Covers(filter, wanted)) return true;
        }

        return false;
    }
}
