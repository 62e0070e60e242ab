using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Statements;

/// <summary>What came of one statement.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Verdict">What its tests come to.</param>
/// <param name="Details">What was seen where a test failed; why not where none applies.</param>
internal sealed record StatementResult(Statement Statement, Verdict Verdict, IReadOnlyList<string> Details)
{
    /// <summary>The verdicts of all statements that bind a server, in the order of the standard.</summary>
    public static IReadOnlyList<StatementResult> Of(IReadOnlyList<CaseResult> results)
    {
        var byStatement = results.SelectMany(result => result.Case.Statements.Select(id => (id, result))).ToLookup(pair => pair.id, pair => pair.result);
        var breaches = byStatement.Select(group => StatementList.Find(group.Key)).Where(statement => statement.Kind is StatementKind.Breach);
        return
        [
            .. StatementList.All.Where(statement => statement.BindsServer).Concat(breaches)
                .Select(statement => Of(statement, [.. byStatement[statement.Id]]))
                .OrderBy(result => result.Statement.Kind)
                .ThenBy(result => SectionOrder.Of(result.Statement.Id.Replace("3.1.1/", "", StringComparison.Ordinal).Replace("MQTT-", "", StringComparison.Ordinal))),
        ];
    }

    private static StatementResult Of(Statement statement, IReadOnlyList<CaseResult> results)
    {
        if (NotShown.Reasons.TryGetValue(statement.Id, out var reason)) return new(statement, Verdict.NotTestable, [reason]);
        if (results.Count == 0) return new(statement, Verdict.NotTested, ["there is no test"]);

        var failed = results.Where(result => result.Outcome is Outcome.Failed).ToList();
        if (failed.Count > 0) return new(statement, Verdict.Failed, [.. failed.Select(result => $"{result.Case.Name}: {result.Detail}")]);
        if (results.Any(result => result.Outcome is Outcome.Passed)) return new(statement, Verdict.Passed, []);
        return new(statement, Verdict.NotApplicable, [.. results.Select(result => result.Detail).Distinct()]);
    }
}
