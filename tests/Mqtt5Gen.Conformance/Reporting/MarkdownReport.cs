using System.Text;
using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Reporting;

/// <summary>The matrix of statements and brokers.</summary>
internal static class MarkdownReport
{
    /// <summary>The whole document.</summary>
    public static string Of(IReadOnlyList<BrokerReport> reports, string command)
    {
        var text = new StringBuilder();
        text.Append($"""
            # Conformance, statement by statement

            Measured by `{command}`, each broker over real sockets. A statement has passed when every test that applies to the broker passed, and at least one
            did. Not applicable: the broker does not offer what the statement is about. Not testable: it cannot be seen from outside (`not-shown.csv` says why).
            What the statements say is in our words; their text is in the standard.


            """);
        AppendCounts(text, reports);
        foreach (var kind in Enum.GetValues<StatementKind>()) AppendMatrix(text, reports, kind);
        foreach (var report in reports) AppendFailures(text, report);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static void AppendCounts(StringBuilder text, IReadOnlyList<BrokerReport> reports)
    {
        var verdicts = Enum.GetValues<Verdict>().Where(verdict => reports.Any(report => report.Results.Any(result => result.Verdict == verdict))).ToList();
        AppendRow(text, ["", "broker", .. verdicts.Select(Words.Of)]);
        AppendRow(text, ["---", "---", .. verdicts.Select(_ => "--:")]);
        foreach (var kind in Enum.GetValues<StatementKind>())
        {
            foreach (var report in reports) AppendRow(text, [Words.Of(kind), report.Name, .. verdicts.Select(verdict => $"{report.Count(kind, verdict)}")]);
        }
    }

    private static void AppendMatrix(StringBuilder text, IReadOnlyList<BrokerReport> reports, StatementKind kind)
    {
        text.Append($"\n## {Words.Of(kind)}\n\n");
        AppendRow(text, ["statement", "says", .. reports.Select(report => report.Name)]);
        AppendRow(text, ["---", "---", .. reports.Select(_ => "---")]);
        foreach (var statement in reports[0].Results.Select(result => result.Statement).Where(statement => statement.Kind == kind))
        {
            var verdicts = reports.Select(report => report.Results.Single(result => result.Statement.Id == statement.Id).Verdict);
            AppendRow(text, [statement.Id, statement.Summary, .. verdicts.Select(Emphasised)]);
        }
    }

    private static void AppendFailures(StringBuilder text, BrokerReport report)
    {
        var failed = report.Results.Where(result => result.Verdict is Verdict.Failed).ToList();
        text.Append($"\n## What was seen where {report.Name} failed\n\n");
        if (failed.Count == 0) text.Append("Nothing failed.\n");
        foreach (var result in failed)
        {
            text.Append($"- **{result.Statement.Id}** {result.Statement.Summary}\n");
            foreach (var detail in result.Details) text.Append($"  - {detail}\n");
        }
    }

    private static string Emphasised(Verdict verdict) => verdict is Verdict.Failed or Verdict.NotTested ? $"**{Words.Of(verdict)}**" : Words.Of(verdict);

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
}
