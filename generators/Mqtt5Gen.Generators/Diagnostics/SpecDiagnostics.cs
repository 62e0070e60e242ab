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
        new DiagnosticDescriptor("MQS001", "The YAML does not parse", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs001"),
        new DiagnosticDescriptor("MQS002", "Unknown key", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs002"),
        new DiagnosticDescriptor("MQS003", "Missing key", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs003"),
        new DiagnosticDescriptor("MQS004", "Not a value of the kind expected", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs004"),
        new DiagnosticDescriptor("MQS005", "Duplicate key", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs005"),
        new DiagnosticDescriptor("MQS101", "Unknown type", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs101"),
        new DiagnosticDescriptor("MQS102", "Unknown packet", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs102"),
        new DiagnosticDescriptor("MQS103", "Unknown property", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs103"),
        new DiagnosticDescriptor("MQS104", "Unknown rule", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs104"),
        new DiagnosticDescriptor("MQS105", "Duplicate id or name", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs105"),
        new DiagnosticDescriptor("MQS106", "Property allowed nowhere", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs106"),
        new DiagnosticDescriptor("MQS107", "Bits overlap or run out of the byte", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs107"),
        new DiagnosticDescriptor("MQS108", "Impossible range", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs108"),
        new DiagnosticDescriptor("MQS109", "Version range selects nothing", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs109"),
        new DiagnosticDescriptor("MQS110", "Condition names an unknown or later member", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs110"),
        new DiagnosticDescriptor("MQS111", "Condition is not of the language", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs111"),
        new DiagnosticDescriptor("MQS112", "Unknown reason code", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs112"),
        new DiagnosticDescriptor("MQS113", "Unknown shape", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs113"),
        new DiagnosticDescriptor("MQS114", "Unknown announced name or source", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs114"),
        new DiagnosticDescriptor("MQS201", "Rule kept by nothing", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs201"),
        new DiagnosticDescriptor("MQS202", "No spec", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs202"),
        new DiagnosticDescriptor("MQS203", "Two specs in one namespace", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs203"),
        new DiagnosticDescriptor("MQS204", "Wrong setting", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "mqs204"),
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
}
