using Mqtt5Gen.Spec.Linking;

namespace Mqtt5Gen.Cli.Specs;

/// <summary>A fault in the compiler's words.</summary>
internal static class SpecDiagnosticExtensions
{
    /// <summary><c>error</c> or <c>warning</c>.</summary>
    public static string Severity(this SpecDiagnostic fault) => fault.IsError ? "error" : "warning";

    /// <summary>The line that the compiler would write; lines and columns count from 1.</summary>
    public static string Line(this SpecDiagnostic fault) =>
        $"{fault.At.Path}({fault.At.StartLine + 1},{fault.At.StartColumn + 1}): {fault.Severity()} {fault.Id}: {fault.Message}";
}
