using System.Collections;
using System.Text;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Routing;

/// <summary>What filters have in common: each pair of a few levels, against all topics that could tell them apart.</summary>
public sealed class TopicFilterAlgebraTests
{
    private static readonly string[] Literals = ["", "a", "$a"];
    private static readonly string[] OfTopics = [.. Literals, "other", "$other"]; // and two that no filter names
    private static readonly byte[][] Topics = [[], .. UpTo(4, OfTopics, OfTopics)]; // the empty one too, which # includes as a parent, though nobody can publish to it
    private static readonly byte[][] Filters = [.. UpTo(3, [.. Literals, "+"], [.. Literals, "+", "#"])];

    [Fact]
    public void AFilterCoversAnotherWhereItMatchesAllItsTopics()
    {
        var matched = Filters.Select(Matched).ToArray();
        for (var i = 0; i < Filters.Length; i++)
        {
            for (var j = 0; j < Filters.Length; j++)
            {
                var rest = new BitArray(matched[i]).Not().And(matched[j]);
                Assert.True(TopicFilter.Covers(Filters[i], Filters[j]) != rest.HasAnySet(), $"{Text(i)} covers {Text(j)}");
            }
        }
    }

    [Fact]
    public void FiltersOverlapWhereTheyMatchATopicBoth()
    {
        var matched = Filters.Select(Matched).ToArray();
        for (var i = 0; i < Filters.Length; i++)
        {
            for (var j = 0; j < Filters.Length; j++)
            {
                var both = new BitArray(matched[i]).And(matched[j]);
                Assert.True(TopicFilter.Overlaps(Filters[i], Filters[j]) == both.HasAnySet(), $"{Text(i)} overlaps {Text(j)}");
            }
        }
    }

    private static string Text(int filter) => Encoding.UTF8.GetString(Filters[filter]);

    private static BitArray Matched(byte[] filter) => new([.. Topics.Select(topic => TopicFilter.Matches(filter, topic))]);

    private static IEnumerable<byte[]> UpTo(int levels, string[] first, string[] last)
    {
        IEnumerable<string> prefixes = [""];
        for (var i = 0; i < levels; i++)
        {
            foreach (var topic in from prefix in prefixes from level in last where prefix.Length + level.Length > 0 select prefix + level) yield return Encoding.UTF8.GetBytes(topic);
            prefixes = [.. from prefix in prefixes from level in first select $"{prefix}{level}/"];
        }
    }
}
