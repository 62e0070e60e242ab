namespace Mqtt5Gen.Spec.Tests.Standard;

/// <summary>A table of the standard: comma-separated, the first line names the columns, quotes around text with commas.</summary>
internal static class StandardTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string name)
    {
        var lines = File.ReadAllLines(SpecFile.StandardPath(name));
        var columns = Split(lines[0]);
        return [.. lines.Skip(1).Select(line => columns.Zip(Split(line)).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static List<string> Split(string line)
    {
        List<string> cells = [""];
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += character;
            }
        }

        return cells;
    }
}
