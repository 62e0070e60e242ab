using System.Text;

namespace Mqtt5Gen.Broker.Tests.Routing;

/// <summary>Section 4.7 read aloud: strings, split, recursion. Too slow for anything but to be right.</summary>
internal static class ReferenceMatcher
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static bool Matches(string filter, string topic)
    {
        var startsWithWildcard = filter.StartsWith('+') || filter.StartsWith('#');
        return !(startsWithWildcard && topic.StartsWith('$')) && Matches(filter.Split('/'), topic.Split('/'));
    }

    private static bool Matches(string[] filter, string[] topic)
    {
        if (filter is ["#"]) return true;
        if (filter.Length == 0 || topic.Length == 0) return filter.Length == topic.Length;
        return (filter[0] == "+" || filter[0] == topic[0]) && Matches(filter[1..], topic[1..]);
    }
}
