namespace Mqtt5Gen.Spec.Tests.Standard;

public class StatementTests
{
    [Fact]
    public void EveryStatementStandsWithItsSectionAndActor()
    {
        var expected = StandardTable.Read("requirements.csv").Select(row => $"{row["id"]} {row["section"]} {row["actor"]}");
        var actual = SpecFile.Rows("rules-5.0.yaml", "rules").Select(row => $"{row.Text("id")} {row.Text("section")} {row.Text("actor")}");

        Assert.Equal(expected, actual);
        Assert.Equal(251, actual.Count());
    }

    [Fact]
    public void EveryStatementIsKeptWhereItCanBeDecided()
    {
        var layers = SpecFile.Rows("rules-5.0.yaml", "rules").ToDictionary(row => row.Text("id")!, row => row.Text("kept-by")!);

        var wrong = StandardTable.Read("requirements.csv")
            .Where(row => !Decides(row["kind"], layers[row["id"]]))
            .Select(row => $"{row["id"]} is {row["kind"]}, kept by {layers[row["id"]]}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void NamesAreUniqueAndPascalCase()
    {
        string[] names =
        [
            .. SpecFile.Rows("rules-5.0.yaml", "rules").Select(row => row.Text("name")!),
            .. SpecFile.Rows("rules-3.1.1.yaml", "rules").Select(row => row.Text("name")!),
            .. SpecFile.Rows("errors.yaml", "errors").Select(row => row.Text("name")).OfType<string>(),
        ];

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        Assert.All(names, name => Assert.Matches("^[A-Z][A-Za-z0-9]+$", name));
    }

    private static bool Decides(string kind, string layer) => kind switch
    {
        "codec" => layer == "codec",
        "transport" => layer == "transport",
        "validation" => layer is "limits" or "sessions" or "broker" or "client",
        _ => layer is "sessions" or "broker" or "client" or "application" or "transport",
    };
}
