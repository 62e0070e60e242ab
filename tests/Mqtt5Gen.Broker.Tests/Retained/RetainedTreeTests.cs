using CsCheck;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Tests.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Retained;

public sealed class RetainedTreeTests
{
    private readonly RetainedTree<string> _tree = new();

    [Fact]
    public void MessageReplacesTheOneBefore()
    {
        Assert.Null(_tree.Set("a/b"u8, "1"));
        Assert.Equal("1", _tree.Set("a/b"u8, "2"));

        Assert.True(_tree.TryGet("a/b"u8, out var message));
        Assert.Equal("2", message);
        Assert.Equal(1, _tree.Count);
    }

    [Fact]
    public void WayToATopicHasNoMessage()
    {
        _tree.Set("a/b"u8, "1");

        Assert.False(_tree.TryGet("a"u8, out _));
        Assert.False(_tree.TryGet("a/b/"u8, out _));
        Assert.Null(_tree.Remove("a"u8));
        Assert.Equal("1", _tree.Remove("a/b"u8));
        Assert.Null(_tree.Remove("a/b"u8));
    }

    [Fact]
    public void ExpiryOfAnOldMessageLeavesTheNewOne()
    {
        var old = new string('x', 1);
        _tree.Set("a"u8, old);
        _tree.Set("a"u8, new string('x', 1));

        Assert.False(_tree.Remove("a"u8, old));
        Assert.Equal(1, _tree.Count);
    }

    [Fact]
    public void EverythingIsAsInADictionaryAfterAnySetsAndRemoves() =>
        Gen.Select(Gen.Select(Gen.Bool, Topics.Topic, Gen.OneOf("1", "2")).Array[0, 80], Topics.Filter.Array[1, 10], Gen.Int[1, 7]).Sample(
            (steps, filters, visits) =>
            {
                var tree = new RetainedTree<Message>();
                var kept = new Dictionary<string, Message>();
                foreach (var (isSet, topic, text) in steps) Apply(isSet, new Message(topic, text), tree, kept);

                return tree.Count == kept.Count
                    && kept.All(one => tree.TryGet(Utf8(one.Key), out var message) && message == one.Value)
                    && filters.All(filter => Found(tree, filter, visits).SequenceEqual(Expected(kept, filter)));
            },
            iter: 3000);

    [Fact]
    public void TreeIsBareWhenEverythingSetWasRemovedInAnyOrder() =>
        Gen.Select(Topics.Topic.Array[1, 30], Gen.Int).Sample(
            (topics, seed) =>
            {
                var tree = new RetainedTree<string>();
                var distinct = topics.Distinct().ToArray();
                foreach (var topic in distinct) tree.Set(Utf8(topic), topic);
                new Random(seed).Shuffle(distinct);
                return distinct.All(topic => tree.Remove(Utf8(topic)) == topic) && tree.IsBare && tree.Count == 0;
            },
            iter: 2000);

    private static void Apply(bool isSet, Message message, RetainedTree<Message> tree, Dictionary<string, Message> kept)
    {
        var before = kept.GetValueOrDefault(message.Topic);
        if (isSet)
        {
            Assert.Same(before, tree.Set(Utf8(message.Topic), message));
            kept[message.Topic] = message;
            return;
        }

        Assert.Same(before, tree.Remove(Utf8(message.Topic)));
        kept.Remove(message.Topic);
    }

    private static IEnumerable<string> Expected(Dictionary<string, Message> kept, string filter) =>
        kept.Values.Where(message => Matches(filter, message.Topic)).Select(message => message.ToString()).Order();

    private static IEnumerable<string> Found(RetainedTree<Message> tree, string filter, int visits)
    {
        var found = new List<Message>();
        var walk = tree.Walk(Utf8(filter));
        while (walk.Step(found, visits))
        {
        }

        return found.Select(message => message.ToString()).Order();
    }

    private sealed record Message(string Topic, string Text);
}
