using Mqtt5Gen.Broker.Routing;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class MatchListTests
{
    private readonly SubscriptionTree<Subscriber, int> _tree = new();
    private readonly MatchList<Subscriber, int> _list = new();

    [Fact]
    public void SubscriberWithOverlappingSubscriptionsIsThereOnceWithAllOfThem()
    {
        var subscriber = new Subscriber(0);
        _tree.Set("a/b"u8, subscriber, 1, out _);
        _tree.Set("a/+"u8, subscriber, 2, out _);
        _tree.Set("#"u8, subscriber, 3, out _);
        _tree.Set("c"u8, subscriber, 4, out _);

        _tree.Match("a/b"u8, _list);

        var matched = Assert.Single(_list.ToArray());
        Assert.Same(subscriber, matched.Subscriber);
        Assert.False(matched.IsSingle);
        Assert.Equal([1, 2, 3], matched.ToArray().Order());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 200)]
    [InlineData(200, 5)]
    [InlineData(200, 200)]
    public void LargeAndSmallFiltersAreMergedAlike(int exact, int plus)
    {
        Subscriber[] subscribers = [.. Enumerable.Range(0, 300).Select(number => new Subscriber(number))];
        for (var i = 0; i < exact; i++) _tree.Set("a"u8, subscribers[i], 1, out _);
        for (var i = 0; i < plus; i++) _tree.Set("+"u8, subscribers[i + (exact / 2)], 2, out _);
        for (var i = 0; i < 50; i++) _tree.Set("#"u8, subscribers[i * 5], 4, out _);
        for (var i = 150; i < 300; i++) _tree.Set("+/#"u8, subscribers[i], 8, out _);

        foreach (var (topic, matching) in new[] { ("a", 15), ("a/b", 12), ("a", 15) })
        {
            _tree.Match(ReferenceMatcher.Utf8(topic), _list);
            var all = _list.ToArray().ToDictionary(matched => matched.Subscriber.Number);
            for (var number = 0; number < subscribers.Length; number++)
            {
                var expected = number < exact ? 1 : 0;
                if (number >= exact / 2 && number < plus + (exact / 2)) expected += 2;
                if (number % 5 == 0 && number < 250) expected += 4;
                if (number >= 150) expected += 8;
                expected &= matching;

                Assert.Equal(expected != 0, all.TryGetValue(number, out var matched));
                if (expected == 0) continue;
                Assert.Equal(expected, matched.ToArray().Sum());
                Assert.Equal(int.IsPow2(expected), matched.IsSingle);
            }
        }
    }

    [Fact]
    public void ClearedListHoldsNoSubscriber()
    {
        var reference = Fill();
        _list.Clear();

        Assert.Equal(0, _list.Count);
        GC.Collect();
        Assert.False(reference.TryGetTarget(out _));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference<Subscriber> Fill()
    {
        var subscriber = new Subscriber(0);
        _tree.Set("a"u8, subscriber, 1, out _);
        _tree.Set("a/#"u8, subscriber, 1, out _);
        _tree.Set("+"u8, subscriber, 1, out _);
        _tree.Match("a"u8, _list);
        _tree.Remove("a"u8, subscriber, out _);
        _tree.Remove("a/#"u8, subscriber, out _);
        _tree.Remove("+"u8, subscriber, out _);
        return new WeakReference<Subscriber>(subscriber);
    }
}
