using Mqtt5Gen.Broker.Routing;
using static Mqtt5Gen.Broker.Tests.Routing.ReferenceMatcher;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class LevelComparerTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("a", "a", true)]
    [InlineData("ab", "ab", true)]
    [InlineData("ab", "ac", false)]
    [InlineData("abc", "abd", false)]
    [InlineData("a", "", false)]
    [InlineData("a", "A", false)]
    [InlineData("\u00e9", "e\u0301", false)]
    public void LevelsAreEqualByteForByteHoweverTheyAreHeld(string left, string right, bool equal)
    {
        var comparer = LevelComparer.Instance;

        Assert.Equal(equal, comparer.Equals(Utf8(left), Utf8(right)));
        Assert.Equal(equal, comparer.Equals(Utf8(left).AsSpan(), Utf8(right)));
        Assert.Equal(equal, comparer.GetHashCode(Utf8(left)) == comparer.GetHashCode(Utf8(right).AsSpan()));
    }

    [Fact]
    public void EveryByteOfALevelTellsInItsHash()
    {
        var level = new byte[9];
        var hashes = new HashSet<int> { LevelComparer.Instance.GetHashCode(level) };
        for (var i = 0; i < level.Length; i++)
        {
            level[i] = 1;
            Assert.True(hashes.Add(LevelComparer.Instance.GetHashCode(level)));
        }
    }
}
