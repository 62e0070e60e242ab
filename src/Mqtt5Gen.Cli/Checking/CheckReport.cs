using System.Text;
using System.Text.Json;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Cli.Checking;

/// <summary>The faults found in some files.</summary>
/// <param name="Faults">In the order of the files and lines.</param>
/// <param name="FileCount">How many files were read.</param>
internal sealed record CheckReport(IReadOnlyList<SpecDiagnostic> Faults, int FileCount)
{
    /// <summary>How many stop a build.</summary>
    public int Errors => Faults.Count(fault => fault.IsError);

    private int Warnings => Faults.Count - Errors;

    /// <summary>Links the files and reports.</summary>
    public static CheckReport Of(IReadOnlyList<SpecFile> files) => new([.. SpecLinker.Link(new(files)).Diagnostics], files.Count);

    /// <summary>Writes the report.</summary>
    public void Write(CliOutput output, ReportFormat format)
    {
        if (format is ReportFormat.Json)
        {
            output.Out.WriteLine(Json());
            return;
        }

        foreach (var fault in Faults)
        {
            output.Line(format is ReportFormat.Github ? Annotation(fault) : fault.Line(), fault.IsError ? "red" : "yellow");
        }

        output.Line(Summary(), Errors > 0 ? "bold red" : "bold green");
    }

    private string Summary() => $"{Count(FileCount, "file")}, {Count(Errors, "error")}, {Count(Warnings, "warning")}";

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static string Annotation(SpecDiagnostic fault)
    {
        var at = fault.At;
        var place = $"file={EscapeProperty(at.Path)},line={at.StartLine + 1},endLine={at.EndLine + 1},col={at.StartColumn + 1},endColumn={at.EndColumn + 1}";
        return $"::{fault.Severity()} {place},title={fault.Id}::{EscapeData(fault.Message)}";
    }

    private static string EscapeData(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) =>
        EscapeData(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("files", FileCount);
            json.WriteNumber("errors", Errors);
            json.WriteNumber("warnings", Warnings);
            json.WriteStartArray("diagnostics");
            foreach (var fault in Faults) Write(json, fault);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, SpecDiagnostic fault)
    {
        json.WriteStartObject();
        json.WriteString("id", fault.Id);
        json.WriteString("severity", fault.Severity());
        json.WriteString("message", fault.Message);
        json.WriteString("file", fault.At.Path);
        json.WriteNumber("line", fault.At.StartLine + 1);
        json.WriteNumber("column", fault.At.StartColumn + 1);
        json.WriteNumber("endLine", fault.At.EndLine + 1);
        json.WriteNumber("endColumn", fault.At.EndColumn + 1);
        json.WriteEndObject();
    }
}
