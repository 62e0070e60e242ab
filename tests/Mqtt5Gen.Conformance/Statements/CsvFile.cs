using System.Text;

namespace Mqtt5Gen.Conformance.Statements;

/// <summary>Reads the rows of a table: commas between cells, quotes around cells that have commas.</summary>
internal static class CsvFile
{
    /// <summary>The rows of a file beside the program, by column.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, path));
        var columns = Cells(lines[0]).ToList();
        return lines.Skip(1).Select(line => columns.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static IEnumerable<string> Cells(string line)
    {
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var character in line)
        {
            if (character == '"') isQuoted = !isQuoted;
            else if (character != ',' || isQuoted) cell.Append(character);
            else
            {
                yield return cell.ToString();
                cell.Clear();
            }
        }

        yield return cell.ToString();
    }
}
