using CsCheck;
using Mqtt5Gen.Broker.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class SubscriptionTreeTests
{
    private readonly SubscriptionTree<Subscriber, int> _tree = new();
    private readonly MatchList<Subscriber, int> _list = new();
    private readonly Subscriber[] _subscribers = [.. Enumerable.Range(0, 40).Select(number => new Subscriber(number))];

    [Fact]
    public void MatchFindsWhatTheReferenceFindsAfterAnySetsAndRemoves() =>
        Gen.Select(Step.Array[0, 60], Topics.Topic.Array[1, 10]).Sample(
            (steps, topics) =>
            {
                var tree = new SubscriptionTree<Subscriber, int>();
                var kept = new Dictionary<(string Filter, int Subscriber), int>();
                foreach (var step in steps) Apply(step, tree, kept);

                var list = new MatchList<Subscriber, int>();
                return tree.Count == kept.Count && topics.All(topic => Expected(kept, topic).SequenceEqual(Found(tree, list, topic)));
            },
            iter: 3000);

    [Fact]
    public void TreeIsBareWhenEverythingSetWasRemovedInAnyOrder() =>
        Gen.Select(Topics.Filter.Array[1, 30], Gen.Int).Sample(
            (filters, seed) =>
            {
                var tree = new SubscriptionTree<Subscriber, int>();
                var distinct = filters.Distinct().ToArray();
                foreach (var filter in distinct) tree.Set(Utf8(filter), _subscribers[0], 1, out _);
                new Random(seed).Shuffle(distinct);
                return distinct.All(filter => tree.Remove(Utf8(filter), _subscribers[0], out _)) && tree.IsBare && tree.Count == 0;
            },
            iter: 2000);

    [Fact]
    public void SecondSubscriptionToAFilterReplacesTheFirst()
    {
        Assert.False(_tree.Set("a/+"u8, _subscribers[0], 1, out _));
        Assert.True(_tree.Set("a/+"u8, _subscribers[0], 2, out var replaced));

        Assert.Equal(1, replaced);
        Assert.Equal(1, _tree.Count);
        Assert.Equal([(0, "2")], Found(_tree, _list, "a/b"));
    }

    [Fact]
    public void WhatWasNeverSetIsNotRemoved()
    {
        _tree.Set("a/b"u8, _subscribers[0], 1, out _);

        Assert.False(_tree.Remove("a"u8, _subscribers[0], out _));
        Assert.False(_tree.Remove("a/b/#"u8, _subscribers[0], out _));
        Assert.False(_tree.Remove("a/+"u8, _subscribers[0], out _));
        Assert.False(_tree.Remove("a/b"u8, _subscribers[1], out _));
        Assert.True(_tree.Remove("a/b"u8, _subscribers[0], out var removed));
        Assert.Equal(1, removed);
    }

    [Fact]
    public void SubscriptionIsFoundByItsExactFilter()
    {
        _tree.Set("a/#"u8, _subscribers[0], 7, out _);

        Assert.True(_tree.TryGet("a/#"u8, _subscribers[0], out var subscription));
        Assert.Equal(7, subscription);
        Assert.False(_tree.TryGet("a"u8, _subscribers[0], out _));
        Assert.False(_tree.TryGet("a/b"u8, _subscribers[0], out _));
        Assert.False(_tree.TryGet("a/#"u8, _subscribers[1], out _));
    }

    [Fact]
    public void LongestTopicOfEmptyLevelsNeedsNoStack()
    {
        var slashes = new byte[65_535];
        slashes.AsSpan().Fill((byte)'/');
        byte[] deepest = [.. slashes.AsSpan(0, 65_534), (byte)'#'];
        byte[] pluses = [.. Enumerable.Range(0, 65_535).Select(i => i % 2 == 0 ? (byte)'+' : (byte)'/')];
        byte[][] filters = [slashes, deepest, pluses];
        foreach (var filter in filters) _tree.Set(filter, _subscribers[0], 1, out _);

        _tree.Match(slashes, _list);
        Assert.Equal(2, _list[0].ToArray().Length);

        foreach (var filter in filters) Assert.True(_tree.Remove(filter, _subscribers[0], out _));
        Assert.True(_tree.IsBare);
    }

    private static readonly Gen<(bool IsSet, string Filter, int Subscriber, int Subscription)> Step =
        Gen.Select(Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))), Topics.Filter, Gen.Int[0, 39], Gen.Int[0, 9]);

    private void Apply(
        (bool IsSet, string Filter, int Subscriber, int Subscription) step, SubscriptionTree<Subscriber, int> tree, Dictionary<(string, int), int> kept)
    {
        var (isSet, filter, number, subscription) = step;
        var had = kept.TryGetValue((filter, number), out var before);
        if (isSet)
        {
            Assert.Equal(had, tree.Set(Utf8(filter), _subscribers[number], subscription, out var replaced));
            Assert.Equal(before, replaced);
            kept[(filter, number)] = subscription;
            return;
        }

        Assert.Equal(had, tree.Remove(Utf8(filter), _subscribers[number], out var removed));
        Assert.Equal(before, removed);
        kept.Remove((filter, number));
    }

    private static IEnumerable<(int Subscriber, string Subscriptions)> Expected(Dictionary<(string Filter, int Subscriber), int> kept, string topic) =>
        kept.Where(one => Matches(one.Key.Filter, topic))
            .GroupBy(one => one.Key.Subscriber)
            .Select(group => (group.Key, string.Join(',', group.Select(one => one.Value).Order())))
            .Order();

    private static IEnumerable<(int Subscriber, string Subscriptions)> Found(SubscriptionTree<Subscriber, int> tree, MatchList<Subscriber, int> list, string topic)
    {
        tree.Match(Utf8(topic), list);
        return list.ToArray().Select(matched => (matched.Subscriber.Number, string.Join(',', matched.ToArray().Order()))).Order();
    }
}
