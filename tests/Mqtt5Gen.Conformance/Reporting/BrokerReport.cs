using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Reporting;

/// <summary>What was measured of one broker.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Results">Its verdicts.</param>
internal sealed record BrokerReport(string Name, IReadOnlyList<StatementResult> Results)
{
    /// <summary>How many statements of one kind have this verdict.</summary>
    public int Count(StatementKind kind, Verdict verdict) => Results.Count(result => result.Statement.Kind == kind && result.Verdict == verdict);
}
