using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Reporting;

/// <summary>What reports call things.</summary>
internal static class Words
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.NotApplicable => "not applicable",
        Verdict.NotTestable => "not testable",
        _ => "not tested",
    };

    public static string Of(StatementKind kind) => kind switch
    {
        StatementKind.V5 => "Statements of MQTT 5.0 that bind a server",
        StatementKind.Error => "Errors that MQTT 5.0 names without a number",
        StatementKind.Unnumbered => "Sentences of MQTT 5.0 without a number",
        StatementKind.V311 => "Statements of MQTT 3.1.1 that bind a server",
        _ => "Breaches by a client of statements that bind only who sends the packet: is the connection closed?",
    };
}
