using System.Text.RegularExpressions;

namespace Mqtt5Gen.Architecture.Tests;

/// <summary>A statement id in a comment names a statement of the spec, so that no rule is claimed that nobody wrote.</summary>
public sealed partial class RuleIdTests
{
    [Fact]
    public void EveryRuleIdInACommentIsInTheSpec()
    {
        var known = KnownIds();
        var unknown =
            from path in Repository.Files("src", "*.cs")
            from line in File.ReadLines(path).Index()
            from Match cited in Cited().Matches(line.Item)
            where !known.Contains(cited.Groups["id"].Value)
            select $"{Repository.Relative(path)}:{line.Index + 1}: {cited.Value}";

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("count++; // [MQTT-3.3.4-9]", "MQTT-3.3.4-9")]
    [InlineData("/// <summary>Kept. [MQTT-4.3.1-1]</summary>", "MQTT-4.3.1-1")]
    [InlineData("count++; // [3.1.1/MQTT-3.1.3-8]", "3.1.1/MQTT-3.1.3-8")]
    public void ARuleIdIsRecognisedInAComment(string line, string id) =>
        Assert.Equal(id, Assert.Single(Cited().Matches(line)).Groups["id"].Value);

    [Theory]
    [InlineData("  - { id: MQTT-3.3.4-9, name: ServerKeepsReceiveMaximum }", "MQTT-3.3.4-9")]
    [InlineData("  - id: \"3.1.1/MQTT-3.1.3-8\"", "3.1.1/MQTT-3.1.3-8")]
    public void ARuleIdIsRecognisedInTheSpec(string line, string id) =>
        Assert.Equal(id, Assert.Single(Stated().Matches(line)).Groups["id"].Value);

    private static HashSet<string> KnownIds() =>
    [
        .. from path in Repository.Files("spec", "rules-*.yaml")
           from Match stated in Stated().Matches(File.ReadAllText(path))
           select stated.Groups["id"].Value,
    ];

    [GeneratedRegex(@"(?<=//.*)\[(?<id>(3\.1\.1/)?MQTT-[0-9.]+-[0-9]+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Cited();

    [GeneratedRegex(@"\bid:\s*[""']?(?<id>(3\.1\.1/)?MQTT-[0-9.]+-[0-9]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Stated();
}
