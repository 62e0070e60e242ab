using Mqtt5Gen.Broker.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class SubscriptionTreeScaleTests
{
    private readonly SubscriptionTree<Subscriber, int> _tree = new();
    private readonly MatchList<Subscriber, int> _list = new();

    [Fact]
    public void HundredThousandFiltersAreVisitedAsLittleAsAHundred()
    {
        var few = new SubscriptionTree<Subscriber, int>();
        SubscribeDevices(few, 100);
        SubscribeDevices(_tree, 100_000);

        few.Match("site/50/temperature"u8, _list);
        var visitedOfFew = _list.Visited;
        _tree.Match("site/50/temperature"u8, _list);

        Assert.Equal(2, _list.Count);
        Assert.Equal(visitedOfFew, _list.Visited);
        Assert.InRange(visitedOfFew, 1, 10);
    }

    [Fact]
    public void FilterWithHundredThousandSubscribersIsBuiltReadAndTakenDownInLinearTime()
    {
        const int Many = 100_000;
        Subscriber[] subscribers = [.. Enumerable.Range(0, Many).Select(number => new Subscriber(number))];
        foreach (var subscriber in subscribers) _tree.Set("news"u8, subscriber, 1, out _);
        _tree.Set("#"u8, subscribers[17], 2, out _);

        _tree.Match("news"u8, _list);
        Assert.Equal(Many, _list.Count);
        Assert.Equal(Many + 1, _list.ToArray().Sum(matched => matched.ToArray().Length));

        foreach (var subscriber in subscribers) Assert.True(_tree.Remove("news"u8, subscriber, out _));
        Assert.Equal(1, _tree.Count);
    }

    [Fact]
    public void MatchAllocatesNothingOnceWarm()
    {
        SubscribeDevices(_tree, 1000);
        byte[][] topics = [.. Enumerable.Range(0, 1000).Select(i => Utf8($"site/{i}/temperature"))];
        var sum = 0;

        Assert.Equal(0, Allocated.By(() => sum = SumOfMatches(), times: 1));
        Assert.Equal(4000, sum);

        int SumOfMatches()
        {
            var found = 0;
            foreach (var topic in topics)
            {
                _tree.Match(topic, _list);
                foreach (var matched in _list)
                {
                    foreach (var subscription in matched) found += subscription;
                }
            }

            return found;
        }
    }

    // Each topic is matched by four filters, two of them the same subscriber's.
    private static void SubscribeDevices(SubscriptionTree<Subscriber, int> tree, int devices)
    {
        var all = new Subscriber(0);
        tree.Set("#"u8, all, 1, out _);
        tree.Set("site/+/temperature"u8, all, 1, out _);
        for (var i = 0; i < devices; i++)
        {
            var device = new Subscriber(i);
            tree.Set(Utf8($"site/{i}/temperature"), device, 1, out _);
            tree.Set(Utf8($"site/{i}/#"), device, 1, out _);
        }
    }
}
