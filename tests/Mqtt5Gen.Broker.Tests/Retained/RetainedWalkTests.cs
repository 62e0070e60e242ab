using CsCheck;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Tests.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Retained;

public sealed class RetainedWalkTests
{
    private readonly RetainedTree<string> _tree = new();
    private readonly List<string> _found = [];

    [Fact]
    public void StepLooksAtNoMoreNodesThanAsked()
    {
        for (var i = 0; i < 1000; i++) _tree.Set(Utf8($"a/{i}"), $"a/{i}");
        var walk = _tree.Walk("a/+"u8);

        Assert.True(walk.Step(_found, 102)); // the root, "a", a hundred below
        Assert.Equal(100, _found.Count);
        while (walk.Step(_found, 100)) Assert.True(_found.Count % 100 == 0);

        Assert.True(walk.IsDone);
        Assert.Equal(1000, _found.Distinct().Count());
        Assert.Equal(1000, _found.Count);
    }

    [Fact]
    public void WhatIsRetainedThroughoutIsFoundOnceWhateverComesAndGoesMeanwhile() =>
        Gen.Select(Topics.Topic.Array[1, 25], Topics.Filter, Gen.Select(Gen.Bool, Topics.Topic).Array[0, 60], Gen.Int[1, 3]).Sample(
            (topics, filter, changes, perStep) =>
            {
                var tree = new RetainedTree<string>();
                foreach (var topic in topics) tree.Set(Utf8(topic), topic);
                var throughout = topics.ToHashSet();
                var ever = topics.ToHashSet();

                var found = new List<string>();
                var walk = tree.Walk(Utf8(filter));
                foreach (var (isSet, topic) in changes)
                {
                    if (!walk.Step(found, perStep)) break;
                    Change(tree, isSet, topic, throughout, ever);
                }

                while (walk.Step(found, perStep))
                {
                }

                return found.Distinct().Count() == found.Count
                    && found.All(topic => Matches(filter, topic) && ever.Contains(topic))
                    && throughout.Where(topic => Matches(filter, topic)).All(found.Contains);
            },
            iter: 10_000);

    [Fact]
    public void StepOfNoVisitsIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _tree.Walk("#"u8).Step(_found, 0));

    [Fact]
    public void DeepestTopicNeedsNoStack()
    {
        var slashes = new byte[65_535];
        slashes.AsSpan().Fill((byte)'/');
        _tree.Set(slashes, "deep");

        var walk = _tree.Walk("#"u8);
        while (walk.Step(_found, 1000))
        {
        }

        Assert.Equal(["deep"], _found);
        Assert.Equal("deep", _tree.Remove(slashes));
        Assert.True(_tree.IsBare);
    }

    [Fact]
    public async Task WalksAndWritersGoTogether()
    {
        for (var i = 0; i < 50; i++) _tree.Set(Utf8($"settled/{i}/x"), "settled");
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        var writer = Task.Factory.StartNew(() => Write(end.Token), TaskCreationOptions.LongRunning);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() => Read(end.Token), TaskCreationOptions.LongRunning));
        await Task.WhenAll([writer, .. readers]);

        Assert.Equal(50, _tree.Count);
    }

    private static void Change(RetainedTree<string> tree, bool isSet, string topic, HashSet<string> throughout, HashSet<string> ever)
    {
        if (isSet)
        {
            tree.Set(Utf8(topic), topic);
            ever.Add(topic);
            return;
        }

        tree.Remove(Utf8(topic));
        throughout.Remove(topic);
    }

    private void Write(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            for (var i = 0; i < 20; i++) _tree.Set(Utf8($"settled/{i}/y/{i}"), "passing");
            for (var i = 0; i < 20; i++) Assert.Equal("passing", _tree.Remove(Utf8($"settled/{i}/y/{i}")));
        }
    }

    private void Read(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var filter in new[] { "+/x", "+/+/#" })
            {
                var found = new List<string>();
                var walk = _tree.Walk(Utf8(filter));
                while (walk.Step(found, 7))
                {
                }

                Assert.Equal(50, found.Count(message => message == "settled"));
            }
        }
    }
}
