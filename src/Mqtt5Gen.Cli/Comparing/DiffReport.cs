using System.Text;
using System.Text.Json;
using Mqtt5Gen.Cli.Output;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>A comparison for a reader, or for a program.</summary>
internal static class DiffReport
{
    private const int VerdictWidth = 15;

    /// <summary>Writes it group by group, and what it comes to.</summary>
    public static void Write(CliOutput output, Comparison comparison)
    {
        foreach (var group in comparison.Changes.GroupBy(change => change.Group))
        {
            output.Line(group.Key, "bold");
            foreach (var change in group.OrderBy(change => change.Verdict)) Write(output, change);

            output.Line("");
        }

        if (comparison.Changes.Count == 0) output.Line("no difference");
        else output.Line(string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{comparison.Count(verdict)} {Name(verdict)}")), "bold");

        output.Line($"an old receiver reads a new sender: {Answer(comparison.OldReadsNew)}");
        output.Line($"a new receiver reads an old sender: {Answer(comparison.NewReadsOld)}");
    }

    /// <summary>Writes it as JSON.</summary>
    public static void WriteJson(TextWriter output, Comparison comparison)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteBoolean("breaking", comparison.IsBreaking);
            json.WriteBoolean("oldReceiverReadsNewSender", comparison.OldReadsNew);
            json.WriteBoolean("newReceiverReadsOldSender", comparison.NewReadsOld);
            json.WriteStartArray("changes");
            foreach (var change in comparison.Changes) Write(json, change);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(CliOutput output, Change change)
    {
        var item = change.Item.Length > 0 ? $"{change.Item}: " : "";
        var versions = change.Versions.Count > 0 ? $" ({string.Join(", ", change.Versions)})" : "";
        output.Line($"  {Name(change.Verdict).PadRight(VerdictWidth)}{item}{change.What}{versions}", Style(change.Verdict));
        output.Line($"  {"".PadRight(VerdictWidth)}{change.Reason}", "dim");
    }

    private static void Write(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        json.WriteString("group", change.Group);
        json.WriteString("item", change.Item);
        json.WriteString("what", change.What);
        json.WriteString("verdict", Name(change.Verdict));
        json.WriteBoolean("breaksOldReceiver", change.Impact.HasFlag(Impact.OldReceiver));
        json.WriteBoolean("breaksNewReceiver", change.Impact.HasFlag(Impact.NewReceiver));
        json.WriteString("reason", change.Reason);
        json.WriteStartArray("versions");
        foreach (var version in change.Versions) json.WriteStringValue(version);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Breaking => "breaking",
        Verdict.Compatible => "compatible",
        _ => "documentation",
    };

    private static string? Style(Verdict verdict) => verdict is Verdict.Breaking ? "red" : null;

    private static string Answer(bool reads) => reads ? "yes" : "no";
}
