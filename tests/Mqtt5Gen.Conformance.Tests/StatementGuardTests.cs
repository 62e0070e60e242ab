using System.Text.RegularExpressions;
using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>Every statement that binds a server has a test that shows it, and an owner: a line that keeps it.</summary>
public sealed partial class StatementGuardTests
{
    // May only become less.
    private const int MostNotShown = 2;

    private static IEnumerable<string> Shown => TestList.All.SelectMany(test => test.Statements).Distinct();

    private static IEnumerable<string> Binding => StatementList.All.Where(statement => statement.BindsServer).Select(statement => statement.Id);

    [Fact]
    public void EveryStatementThatBindsAServerHasATest() => Assert.Empty(Binding.Except(Shown).Except(NotShown.Reasons.Keys));

    [Fact]
    public void EveryTestShowsStatementsThatExist() => Assert.All(Shown, id => Assert.NotNull(StatementList.Find(id)));

    [Fact]
    public void TestsHaveNamesOfTheirOwn() => Assert.Distinct(TestList.All.Select(test => test.Name));

    [Fact]
    public void TheListOfWhatIsNotShownOnlyShrinks() => Assert.True(NotShown.Reasons.Count <= MostNotShown, $"{NotShown.Reasons.Count} statements are not shown; write tests");

    [Fact]
    public void WhatIsNotShownHasAReasonAndNoTest()
    {
        Assert.All(NotShown.Reasons, row => Assert.NotEmpty(row.Value));
        Assert.Empty(NotShown.Reasons.Keys.Except(Binding));
        Assert.Empty(NotShown.Reasons.Keys.Intersect(Shown));
    }

    [Fact]
    public void EveryStatementThatBindsAServerHasAnOwner()
    {
        // What our broker does not offer, nobody keeps yet.
        var offered = TestList.All.Where(test => (test.Needs & ~OurBroker.Offers) == Capability.None).SelectMany(test => test.Statements);
        Assert.Empty(offered.Where(id => StatementList.Find(id).Kind is StatementKind.V5).Except(Owned()));
    }

    /// <summary>The ids on the lines that keep them: comments of the source, and what the spec's packets and tables cite.</summary>
    private static HashSet<string> Owned() =>
    [
        .. from path in Repository.Files("src", "*.cs")
           from Match owner in InComment().Matches(File.ReadAllText(path))
           select owner.Groups["id"].Value,
        .. from path in Repository.Files("spec", "*.yaml")
           where !Path.GetFileName(path).StartsWith("rules-", StringComparison.Ordinal)
           from Match owner in Cited().Matches(File.ReadAllText(path))
           select owner.Groups["id"].Value,
    ];

    [GeneratedRegex(@"(?<=//.*)\[(?<id>MQTT-[0-9.]+-[0-9]+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex InComment();

    [GeneratedRegex(@"(?<![/\w])(?<id>MQTT-[0-9.]+-[0-9]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Cited();
}
