using Mqtt5Gen.Broker.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class SubscriptionTreeConcurrencyTests
{
    private static readonly byte[][] Filters = [.. new[] { "a/b/c", "a/+/c", "a/#" }.Select(Utf8)];

    private readonly SubscriptionTree<Subscriber, int> _tree = new();
    private readonly Subscriber[] _settled = [.. Enumerable.Range(0, 10).Select(number => new Subscriber(number))];

    // Who leaves is replaced by the last in the set: the settled are moved about all the time.
    [Fact]
    public async Task ReadersSeeTheSettledSubscriptionsWhileWritersComeAndGo()
    {
        Subscriber[][] passing = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(100, 20).Select(number => new Subscriber(number)).ToArray())];
        foreach (var filter in Filters)
        {
            foreach (var subscriber in passing.SelectMany(all => all).Concat(_settled)) _tree.Set(filter, subscriber, 1, out _);
        }

        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var writers = passing.Select(all => Task.Factory.StartNew(() => Write(all, end.Token), TaskCreationOptions.LongRunning));
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(() => Read(end.Token), TaskCreationOptions.LongRunning));
        var rounds = await Task.WhenAll([.. writers, .. readers]);

        Assert.All(rounds, count => Assert.True(count > 0));
        Assert.Equal(3 * 50, _tree.Count);
    }

    private int Write(Subscriber[] passing, CancellationToken end)
    {
        byte[][] branches = [.. new[] { "a/b", "#", "+/b/#", "a/b/c/d", "a/x", "a/y" }.Select(Utf8)];
        var random = new Random(passing.Length);
        var rounds = 0;
        for (; !end.IsCancellationRequested; rounds++)
        {
            var branch = branches[random.Next(branches.Length)];
            foreach (var subscriber in passing)
            {
                var filter = Filters[random.Next(Filters.Length)];
                Assert.False(_tree.Set(branch, subscriber, 1, out _));
                Assert.True(_tree.Remove(filter, subscriber, out _));
                Assert.False(_tree.Set(filter, subscriber, 1, out _));
                Assert.True(_tree.Remove(branch, subscriber, out _));
            }
        }

        return rounds;
    }

    private int Read(CancellationToken end)
    {
        var list = new MatchList<Subscriber, int>();
        var rounds = 0;
        for (; !end.IsCancellationRequested; rounds++)
        {
            _tree.Match("a/b/c"u8, list);
            var found = list.ToArray();

            Assert.Equal(found.Length, found.Select(matched => matched.Subscriber).Distinct(ReferenceEqualityComparer.Instance).Count());
            var settled = found.Where(matched => matched.Subscriber.Number < 100).ToArray();
            Assert.Equal(_settled.Length, settled.Length);
            Assert.All(settled, matched => Assert.Equal(3, matched.ToArray().Length));
        }

        return rounds;
    }
}
