using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Mqtt5Gen.Spec.Linking;

namespace Mqtt5Gen.Generators.Diagnostics;

/// <summary>Reports the faults of a spec as the compiler's own, where they stand in the YAML.</summary>
internal static class SpecDiagnostics
{
    private const string Category = "Mqtt5Gen.Spec";

    // Ids once shipped are never given another meaning (AnalyzerReleases.*.md keeps the ledger).
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["MQS001"] = "The YAML does not parse",
        ["MQS002"] = "Unknown key",
        ["MQS003"] = "Missing key",
        ["MQS004"] = "Not a value of the kind expected",
        ["MQS005"] = "Duplicate key",
        ["MQS006"] = "Empty file",
        ["MQS101"] = "Unknown type",
        ["MQS102"] = "Unknown packet",
        ["MQS103"] = "Unknown property",
        ["MQS104"] = "Unknown rule",
        ["MQS105"] = "Duplicate id or name",
        ["MQS106"] = "Property allowed nowhere",
        ["MQS107"] = "Bits overlap or run out of the byte",
        ["MQS108"] = "Impossible range",
        ["MQS109"] = "Version range selects nothing",
        ["MQS110"] = "Condition names an unknown or later member",
        ["MQS111"] = "Condition is not of the language",
        ["MQS112"] = "Unknown reason code",
        ["MQS113"] = "Unknown shape",
        ["MQS114"] = "Unknown announced name or source",
        ["MQS115"] = "Name that generated code needs",
        ["MQS201"] = "Rule kept by nothing",
        ["MQS202"] = "No spec",
        ["MQS203"] = "Two specs in one namespace",
        ["MQS204"] = "Wrong setting",
        ["MQS205"] = "Type of nothing",
        ["MQS301"] = "Overlay without its base",
        ["MQS302"] = "Overlay takes what is taken",
        ["MQS303"] = "Overlay names what its base lacks",
        ["MQS304"] = "Overlay does not narrow",
        ["MQS305"] = "Overlay takes away what is required",
        ["MQS306"] = "Overlays disagree",
    };

    // What is told of a spec that is generated all the same.
    private static readonly string[] Warnings = [DiagnosticIds.EmptyFile, DiagnosticIds.UnusedType];

    /// <summary>Every id.</summary>
    public static IEnumerable<string> Ids => Titles.Keys;

    /// <summary>Reports one fault, with a link into the help page.</summary>
    public static void Report(SourceProductionContext context, (SpecDiagnostic Fault, string HelpPage) told)
    {
        var at = told.Fault.At;
        var location = at.Path.Length == 0
            ? Location.None
            : Location.Create(
                at.Path,
                new TextSpan(at.Start, at.Length),
                new LinePositionSpan(new LinePosition(at.StartLine, at.StartColumn), new LinePosition(at.EndLine, at.EndColumn)));
        context.ReportDiagnostic(Diagnostic.Create(Descriptor(told.Fault.Id, told.HelpPage), location, told.Fault.Message));
    }

    /// <summary>What the compiler is told of an id.</summary>
    public static DiagnosticDescriptor Descriptor(string id, string helpPage)
    {
        var severity = Warnings.Contains(id) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        return new(id, Titles[id], "{0}", Category, severity, isEnabledByDefault: true, helpLinkUri: HelpPages.Of(helpPage, id));
    }
}
