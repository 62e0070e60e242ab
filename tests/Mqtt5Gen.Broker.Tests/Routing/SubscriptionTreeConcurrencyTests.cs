using Mqtt5Gen.Broker.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class SubscriptionTreeConcurrencyTests
{
    private readonly SubscriptionTree<Subscriber, int> _tree = new();

    [Fact]
    public async Task ReadersSeeTheSettledSubscriptionsWhileWritersComeAndGo()
    {
        var settled = new Subscriber(-1);
        string[] filters = ["a/b/c", "a/+/c", "a/#"];
        foreach (var filter in filters) _tree.Set(Utf8(filter), settled, 1, out _);

        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var writers = Enumerable.Range(0, 2).Select(number => Task.Factory.StartNew(() => Write(number, end.Token), TaskCreationOptions.LongRunning));
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(() => Read(settled, end.Token), TaskCreationOptions.LongRunning));
        var rounds = await Task.WhenAll([.. writers, .. readers]);

        Assert.All(rounds, count => Assert.True(count > 0));
        Assert.Equal(3, _tree.Count);
    }

    private int Write(int seed, CancellationToken end)
    {
        string[] filters = ["a/b/c", "a/b", "a/+/c", "a/#", "#", "+/b/#", "a/b/c/d", "a/x"];
        Subscriber[] subscribers = [.. Enumerable.Range(0, 40).Select(number => new Subscriber(number))];
        var random = new Random(seed);
        var rounds = 0;
        for (; !end.IsCancellationRequested; rounds++)
        {
            var filter = Utf8(filters[random.Next(filters.Length)]);
            foreach (var subscriber in subscribers) Assert.False(_tree.Set(filter, subscriber, 1, out _));
            foreach (var subscriber in subscribers) Assert.True(_tree.Remove(filter, subscriber, out _));
        }

        return rounds;
    }

    private int Read(Subscriber settled, CancellationToken end)
    {
        var list = new MatchList<Subscriber, int>();
        var seen = new HashSet<Subscriber>(ReferenceEqualityComparer.Instance);
        var rounds = 0;
        for (; !end.IsCancellationRequested; rounds++)
        {
            _tree.Match("a/b/c"u8, list);
            seen.Clear();
            foreach (var matched in list)
            {
                Assert.True(seen.Add(matched.Subscriber));
                if (ReferenceEquals(matched.Subscriber, settled)) Assert.Equal(3, matched.ToArray().Length);
            }

            Assert.Contains(settled, seen);
        }

        return rounds;
    }
}
