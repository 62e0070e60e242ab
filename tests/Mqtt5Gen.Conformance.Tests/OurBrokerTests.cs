using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>Our broker keeps every statement; a row a test.</summary>
public sealed class OurBrokerTests(Suite suite) : IClassFixture<Suite>
{
    // What our broker does not offer. A test that is not applicable says nothing, so each has its reason here.
    private static readonly Dictionary<string, string> NotApplicable = new(StringComparer.Ordinal)
    {
        ["ARejectedClientIdentifierClosesTheConnection"] = "it accepts any Client Identifier",
        ["ConnectWithTheNameOf31 is answered"] = "it serves MQTT 3.1",
    };

    public static TheoryData<string> Tests => [.. TestList.All.Select(test => test.Name)];

    [Theory, MemberData(nameof(Tests))]
    public void OurBrokerPasses(string test)
    {
        var result = suite[test];
        if (NotApplicable.ContainsKey(test)) Assert.Equal(Outcome.NotApplicable, result.Outcome);
        else Assert.True(result.Outcome is Outcome.Passed, $"{result.Outcome}: {result.Detail}");
    }

    [Fact]
    public void NoStatementFails() => Assert.DoesNotContain(StatementResult.Of([.. suite.Results]), result => result.Verdict is Verdict.Failed or Verdict.NotTested);

    [Fact]
    public void TheReportSaysWhatWasMeasured()
    {
        var measured = StatementResult.Of([.. suite.Results]).Select(result => $"{result.Statement.Id}: {Reporting.Words.Of(result.Verdict)}");
        Assert.Equal(measured, ReportFile.Verdicts("Mqtt5Gen"));
    }
}
