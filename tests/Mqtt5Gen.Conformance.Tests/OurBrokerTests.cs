using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>Our broker keeps every statement; a row a test.</summary>
public sealed class OurBrokerTests(Suite suite) : IClassFixture<Suite>
{
    // What our broker is asked and turns out not to do, with the reason that the result has to give.
    private static readonly Dictionary<string, string> NotApplicable = new(StringComparer.Ordinal)
    {
        ["ARejectedClientIdentifierClosesTheConnection"] = "it accepts any Client Identifier",
    };

    public static TheoryData<string> Tests => [.. TestList.All.Where(Applies).Select(test => test.Name)];

    [Theory, MemberData(nameof(Tests))]
    public void OurBrokerPasses(string test)
    {
        var result = suite[test];
        if (NotApplicable.TryGetValue(test, out var reason)) Assert.Equal((Outcome.NotApplicable, reason), (result.Outcome, result.Detail));
        else Assert.True(result.Outcome is Outcome.Passed, $"{result.Outcome}: {result.Detail}");
    }

    // Each of these is work to be done: what it names is not tested for our broker.
    [Fact]
    public void WhatOurBrokerDoesNotOfferIsKnown()
    {
        var all = Enum.GetValues<Capability>().Aggregate(Capability.None, (sum, capability) => sum | capability);
        Assert.Equal(
            Capability.None,
            all & ~OurBroker.Offers);
        Assert.Empty(Enum.GetValues<Profile>().Except(OurBroker.Profiles));
    }

    [Fact]
    public void NoStatementFails() => Assert.DoesNotContain(StatementResult.Of([.. suite.Results]), result => result.Verdict is Verdict.Failed or Verdict.NotTested);

    [Fact]
    public void TheReportSaysWhatWasMeasured()
    {
        var measured = StatementResult.Of([.. suite.Results]).Select(result => $"{result.Statement.Id}: {Reporting.Words.Of(result.Verdict)}");
        Assert.Equal(measured, ReportFile.Verdicts("Mqtt5Gen"));
    }

    private static bool Applies(TestCase test) => (test.Needs & ~OurBroker.Offers) == Capability.None && OurBroker.Profiles.Contains(test.Profile);
}
