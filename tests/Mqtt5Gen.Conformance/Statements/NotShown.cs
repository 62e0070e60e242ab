namespace Mqtt5Gen.Conformance.Statements;

/// <summary>The statements that no test shows, each with the reason: <c>not-shown.csv</c>. The list may only shrink.</summary>
internal static class NotShown
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        CsvFile.Read("not-shown.csv").ToDictionary(row => row["id"], row => row["reason"], StringComparer.Ordinal);
}
