namespace Mqtt5Gen.Conformance.Tests;

/// <summary>The report in the repository: <c>tests/Mqtt5Gen.Conformance/REPORT.md</c>.</summary>
internal static class ReportFile
{
    /// <summary>Each statement with the verdict in a broker's column.</summary>
    public static IEnumerable<string> Verdicts(string broker)
    {
        var column = -1;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Mqtt5Gen.Conformance", "REPORT.md")))
        {
            if (!line.StartsWith("| ", StringComparison.Ordinal)) column = -1;
            var cells = line.Split(" | ").Select(cell => cell.Trim('|', ' ', '*')).ToList();
            if (cells[0] == "statement") column = cells.IndexOf(broker);
            else if (column > 0 && !cells[0].StartsWith("---", StringComparison.Ordinal)) yield return $"{cells[0]}: {cells[column]}";
        }
    }
}
