using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Mqtt5Gen.Spec.Linking;

namespace Mqtt5Gen.Generators.Diagnostics;

/// <summary>Reports the faults of a spec as the compiler's own, where they stand in the YAML.</summary>
internal static class SpecDiagnostics
{
    private const string Category = "Mqtt5Gen.Spec";
    private const string Help = "spec/README.md#";

    // One descriptor an id: ids once shipped are never given another meaning (AnalyzerReleases.*.md keeps the ledger).
    private static readonly Dictionary<string, DiagnosticDescriptor> Descriptors = new[]
    {
        Error("MQS001", "The YAML does not parse"),
        Error("MQS002", "Unknown key"),
        Error("MQS003", "Missing key"),
        Error("MQS004", "Not a value of the kind expected"),
        Error("MQS005", "Duplicate key"),
        Error("MQS101", "Unknown type"),
        Error("MQS102", "Unknown packet"),
        Error("MQS103", "Unknown property"),
        Error("MQS104", "Unknown rule"),
        Error("MQS105", "Duplicate id or name"),
        Error("MQS106", "Property allowed nowhere"),
        Error("MQS107", "Bits overlap or run out of the byte"),
        Error("MQS108", "Impossible range"),
        Error("MQS109", "Version range selects nothing"),
        Error("MQS110", "Condition names an unknown or later member"),
        Error("MQS111", "Condition is not of the language"),
        Error("MQS112", "Unknown reason code"),
        Error("MQS113", "Unknown shape"),
        Error("MQS114", "Unknown announced name or source"),
        Error("MQS201", "Rule kept by nothing"),
        Error("MQS202", "No spec"),
        Error("MQS203", "Two specs in one namespace"),
        Error("MQS204", "Wrong setting"),
        Error("MQS301", "Overlay without its base"),
        Error("MQS302", "Overlay takes what is taken"),
        Error("MQS303", "Overlay names what its base lacks"),
        Error("MQS304", "Overlay does not narrow"),
        Error("MQS305", "Overlay takes away what is required"),
        Error("MQS306", "Overlays disagree"),
    }.ToDictionary(descriptor => descriptor.Id);

    /// <summary>Reports one fault.</summary>
    public static void Report(SourceProductionContext context, SpecDiagnostic diagnostic)
    {
        var at = diagnostic.At;
        var location = at.Path.Length == 0
            ? Location.None
            : Location.Create(
                at.Path,
                new TextSpan(at.Start, at.Length),
                new LinePositionSpan(new LinePosition(at.StartLine, at.StartColumn), new LinePosition(at.EndLine, at.EndColumn)));
        context.ReportDiagnostic(Diagnostic.Create(Descriptors[diagnostic.Id], location, diagnostic.Message));
    }

    private static DiagnosticDescriptor Error(string id, string title) =>
        new(id, title, "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + id.ToLowerInvariant());
}
