using Mqtt5Gen.Broker.Routing;

namespace Mqtt5Gen.Broker.Tests.Routing;

internal static class MatchListExtensions
{
    public static MatchedSubscriber<Subscriber, int>[] ToArray(this MatchList<Subscriber, int> list)
    {
        var all = new List<MatchedSubscriber<Subscriber, int>>();
        foreach (var matched in list) all.Add(matched);
        return [.. all];
    }

    public static int[] ToArray(this MatchedSubscriber<Subscriber, int> matched)
    {
        var all = new List<int>();
        foreach (var subscription in matched) all.Add(subscription);
        return [.. all];
    }
}
