using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>Which subscriptions a received message belongs to. Every call is made under the session's gate.</summary>
/// <remarks>
/// The server knows one subscription a filter, under the Subscription Identifier that came last (3.8.4). So where two subscriptions of this
/// client share a filter, both stand under the later identifier. The filter is matched also where an identifier is found: a Session of an
/// earlier process may use the same numbers.
/// </remarks>
internal sealed class SubscriptionTable
{
    private readonly Dictionary<uint, List<Interest>> _byIdentifier = [];
    private readonly List<Interest> _all = [];

    public void Add(MqttSubscription subscription)
    {
        foreach (var filter in subscription.Filters)
        {
            foreach (var shared in _all.Where(interest => interest.Filter == filter)) Under(subscription.Identifier).Add(shared);
        }

        foreach (var filter in subscription.Filters)
        {
            var interest = new Interest(subscription, filter);
            _all.Add(interest);
            Under(subscription.Identifier).Add(interest);
        }
    }

    /// <summary>Removes a filter of one subscription; of all with null.</summary>
    public void Remove(Utf8String filter, MqttSubscription? subscription)
    {
        bool IsMeant(Interest interest) => interest.Filter == filter && (subscription is null || interest.Subscription == subscription);
        _all.RemoveAll(IsMeant);
        foreach (var (identifier, interests) in _byIdentifier)
        {
            interests.RemoveAll(IsMeant);
            if (interests.Count == 0) _byIdentifier.Remove(identifier);
        }
    }

    public bool Has(Utf8String filter) => _all.Exists(interest => interest.Filter == filter);

    public bool Has(Utf8String filter, MqttSubscription subscription) => _all.Exists(interest => interest.Filter == filter && interest.Subscription == subscription);

    public bool Has(MqttSubscription subscription) => _all.Exists(interest => interest.Subscription == subscription);

    public IEnumerable<MqttSubscription> Subscriptions => _all.Select(static interest => interest.Subscription).Distinct();

    /// <summary>Adds the subscriptions that a message goes to, each once.</summary>
    public void Find(VarIntList identifiers, ReadOnlySpan<byte> topic, List<MqttSubscription> found)
    {
        foreach (var identifier in identifiers)
        {
            if (_byIdentifier.TryGetValue(identifier, out var interests)) AddMatches(interests, topic, found);
        }

        if (found.Count == 0) AddMatches(_all, topic, found);
    }

    private static void AddMatches(List<Interest> interests, ReadOnlySpan<byte> topic, List<MqttSubscription> found)
    {
        foreach (var interest in interests)
        {
            if (interest.Matches(topic) && !found.Contains(interest.Subscription)) found.Add(interest.Subscription);
        }
    }

    private List<Interest> Under(uint identifier)
    {
        if (!_byIdentifier.TryGetValue(identifier, out var interests)) _byIdentifier[identifier] = interests = [];
        return interests;
    }
}
