using Mqtt5Gen.Protocol.Tests.Vectors;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>Every rule that the codec keeps is broken by a vector, or <c>kept-otherwise.yaml</c> says where it is seen.</summary>
public sealed class CoverageTests
{
    private static readonly IReadOnlyCollection<YamlMappingNode> KeptOtherwise =
        [.. Yaml.Load<YamlSequenceNode>(Path.Combine(AppContext.BaseDirectory, "vectors", "kept-otherwise.yaml")).Cast<YamlMappingNode>()];

    private static IEnumerable<Rule> Listed => KeptOtherwise.Select(row => RuleNames.Find(row.Text("rule")!));

    private static IEnumerable<Rule> Broken => BrokenBy(AllVectors.All);

    [Fact]
    public void EveryRuleOfTheCodecIsBrokenOrListed() => Assert.Empty(SpecRules("codec", "limits").Except(BrokenBy(AllVectors.HandChecked)).Except(Listed));

    [Fact]
    public void EveryRuleOfTheCodecIsBrokenByAMutantOrListed() => Assert.Empty(SpecRules("codec", "limits").Except(BrokenBy(AllVectors.Derived)).Except(Listed));

    [Fact]
    public void NoRuleIsBothBrokenAndListed() => Assert.Empty(Broken.Intersect(Listed));

    [Fact]
    public void NoRuleIsListedThatTheCodecDoesNotKeep() => Assert.Empty(Listed.Except(SpecRules("codec", "limits")));

    [Fact]
    public void EveryListedRuleIsSeenWhereTheListSays() => Assert.All(KeptOtherwise, AssertIsSeen);

    [Fact]
    public void EveryVectorBreaksARuleOfTheCodec() =>
        Assert.Empty(Broken.Except([Rule.None, Rule.ProtocolVersionIsSpoken]).Except(SpecRules("codec", "limits")));

    private static IEnumerable<Rule> BrokenBy(IEnumerable<Vector> vectors) => vectors.Select(vector => vector.Breaks).Distinct();

    private static void AssertIsSeen(YamlMappingNode row)
    {
        if (row.Text("as") is { } reported)
        {
            var isOldRule = row.Text("rule")!.StartsWith("3.1.1/", StringComparison.Ordinal);
            Assert.Contains(AllVectors.All, vector =>
                vector.Breaks == RuleNames.Find(reported) && (!isOldRule || vector.Version is ProtocolVersion.V311));
            return;
        }

        Assert.NotNull(AllVectors.Named(row.Text("seen-in")!));
        Assert.NotEmpty(row.Text("because")!);
    }

    private static List<Rule> SpecRules(params string[] keepers) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "spec"), "*.yaml")
            .Select(Yaml.Load<YamlMappingNode>)
            .Select(file => file.Find<YamlSequenceNode>("rules") ?? file.Find<YamlSequenceNode>("errors"))
            .OfType<YamlSequenceNode>()
            .SelectMany(rows => rows.Cast<YamlMappingNode>())
            .Where(row => keepers.Contains(row.Text("kept-by")))
            .Select(row => RuleNames.Find(row.Text("name")!))];
}
