using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>What the tests of a statement come to.</summary>
public sealed class StatementResultTests
{
    private const string Id = "MQTT-3.12.4-1";

    [Theory]
    [InlineData(nameof(Verdict.NotTested))]
    [InlineData(nameof(Verdict.Passed), Outcome.Passed)]
    [InlineData(nameof(Verdict.Passed), Outcome.Passed, Outcome.NotApplicable)]
    [InlineData(nameof(Verdict.NotApplicable), Outcome.NotApplicable, Outcome.NotApplicable)]
    [InlineData(nameof(Verdict.Failed), Outcome.Passed, Outcome.Failed, Outcome.NotApplicable)]
    internal void TheVerdictIsThatOfTheWorstTestThatApplies(string verdict, params Outcome[] outcomes)
    {
        var results = outcomes.Select(outcome => Result(Id, outcome, $"{outcome}")).ToList();
        var result = StatementResult.Of(results).Single(result => result.Statement.Id == Id);
        Assert.Equal(verdict, result.Verdict.ToString());
    }

    [Fact]
    public void AFailureSaysWhatWasSeenInWhichTest()
    {
        var results = StatementResult.Of([Result(Id, Outcome.Failed, "nothing came")]);
        Assert.Equal(["a test: nothing came"], results.Single(result => result.Statement.Id == Id).Details);
    }

    [Fact]
    public void WhatCannotBeSeenIsNotTestable() =>
        Assert.Equal(NotShown.Reasons.Keys.Order(), StatementResult.Of([]).Where(result => result.Verdict is Verdict.NotTestable).Select(result => result.Statement.Id).Order());

    [Fact]
    public void ABreachIsAStatementOfItsOwn()
    {
        var breach = StatementList.BreachOf("MQTT-3.3.1-2");
        var result = Assert.Single(StatementResult.Of([Result(breach, Outcome.Passed, "")]), result => result.Statement.Kind is StatementKind.Breach);
        Assert.Equal((breach, Verdict.Passed), (result.Statement.Id, result.Verdict));
    }

    [Fact]
    public void StatementsThatBindOnlyAClientAreNotReported() =>
        Assert.DoesNotContain(StatementResult.Of([]), result => result.Statement.Id == "MQTT-4.5.0-2");

    [Fact]
    public void TheyAreInTheOrderOfTheStandard()
    {
        var ids = StatementResult.Of([]).Select(result => result.Statement.Id).ToList();
        Assert.True(ids.IndexOf("MQTT-3.9.3-1") < ids.IndexOf("MQTT-3.10.1-1"));
        Assert.True(ids.IndexOf("MQTT-3.1.2-9") < ids.IndexOf("MQTT-3.1.2-10") || !ids.Contains("MQTT-3.1.2-9"));
    }

    private static CaseResult Result(string id, Outcome outcome, string detail) =>
        new(new TestCase("a test", "3.12", ProtocolVersion.V5, [id], Capability.None, Profile.Usual, _ => Task.CompletedTask), outcome, detail);
}
