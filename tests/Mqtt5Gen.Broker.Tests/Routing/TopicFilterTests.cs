using System.Text;
using CsCheck;
using Mqtt5Gen.Wire;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class TopicFilterTests
{
    // The examples of sections 4.7.1 to 4.7.3, and the edges around them.
    [Theory]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("sport/#", "sports", false)]
    [InlineData("#", "anything/at/all", true)]
    [InlineData("#", "/", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/tennis/#", "sport/tennis", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("#", "$SYS/monitor/Clients", false)]
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients", false)]
    [InlineData("+", "$SYS", false)]
    [InlineData("$SYS/#", "$SYS/monitor/Clients", true)]
    [InlineData("$SYS/monitor/+", "$SYS/monitor/Clients", true)]
    [InlineData("+/#", "a/$b", true)]
    [InlineData("ACCOUNTS", "Accounts", false)]
    [InlineData("Accounts payable", "Accounts payable", true)]
    [InlineData("/finance", "finance", false)]
    [InlineData("a//b", "a/b", false)]
    [InlineData("a/+/b", "a//b", true)]
    [InlineData("a/b", "a/b/", false)]
    [InlineData("\u00e9", "e\u0301", false)]
    public void FilterMatchesTopicAsTheStandardSays(string filter, string topic, bool expected)
    {
        Assert.Equal(expected, TopicFilter.Matches(Utf8(filter), Utf8(topic)));
        Assert.Equal(expected, Matches(filter, topic));
    }

    [Fact]
    public void FilterMatchesWhatTheReferenceMatches() =>
        Gen.Select(Topics.Filter, Topics.Topic)
            .Sample((filter, topic) => TopicFilter.Matches(Utf8(filter), Utf8(topic)) == Matches(filter, topic), iter: 20_000);

    [Theory]
    [InlineData("$share/consumer1/sport/tennis/+", "consumer1", "sport/tennis/+")]
    [InlineData("$share/consumer1//finance", "consumer1", "/finance")]
    [InlineData("$share/g/#", "g", "#")]
    [InlineData("$share/g//", "g", "/")]
    public void SharedFilterSplitsIntoShareNameAndFilter(string shared, string name, string inner)
    {
        Assert.True(TopicFilter.TrySplitShared(Utf8(shared), out var shareName, out var innerFilter));
        Assert.Equal(name, Encoding.UTF8.GetString(shareName));
        Assert.Equal(inner, Encoding.UTF8.GetString(innerFilter));
    }

    [Theory]
    [InlineData("$share")]
    [InlineData("$share/")]
    [InlineData("$share//a")]
    [InlineData("$share/g")]
    [InlineData("$share/g/")]
    [InlineData("$shared/g/a")]
    [InlineData("share/g/a")]
    public void WhatIsNoSharedFilterDoesNotSplit(string filter) =>
        Assert.False(TopicFilter.TrySplitShared(Utf8(filter), out _, out _));

    [Theory]
    [InlineData("a")]
    [InlineData("/a")]
    [InlineData("/")]
    [InlineData("a//b/")]
    public void LevelsAreWhatStandsBetweenSeparators(string topic)
    {
        var levels = new List<string>();
        foreach (var level in new TopicLevels(Utf8(topic))) levels.Add(Encoding.UTF8.GetString(level));

        Assert.Equal(topic.Split('/'), levels);
        Assert.Equal(levels.Count, TopicLevels.Count(Utf8(topic)));
    }
}
