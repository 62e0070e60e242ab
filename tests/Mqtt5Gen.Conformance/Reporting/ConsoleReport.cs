using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Reporting;

/// <summary>One line a statement, and the counts.</summary>
internal static class ConsoleReport
{
    public static void Write(TextWriter output, BrokerReport report)
    {
        output.WriteLine(report.Name);
        foreach (var result in report.Results)
        {
            output.WriteLine($"{Words.Of(result.Verdict),-14} {result.Statement.Id,-24} {result.Statement.Summary}");
            if (result.Verdict is Verdict.Passed) continue;
            foreach (var detail in result.Details) output.WriteLine($"{"",-14}   {detail}");
        }

        foreach (var kind in Enum.GetValues<StatementKind>())
        {
            var counts = Enum.GetValues<Verdict>().Select(verdict => (verdict, count: report.Count(kind, verdict))).Where(pair => pair.count > 0);
            output.WriteLine($"{Words.Of(kind)}: {string.Join(", ", counts.Select(pair => $"{pair.count} {Words.Of(pair.verdict)}"))}");
        }
    }
}
