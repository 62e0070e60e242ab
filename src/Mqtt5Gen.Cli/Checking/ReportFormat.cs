namespace Mqtt5Gen.Cli.Checking;

/// <summary>What a report is for.</summary>
internal enum ReportFormat
{
    /// <summary>A reader: lines as the compiler writes them.</summary>
    Text,

    /// <summary>A program: JSON.</summary>
    Json,

    /// <summary>A workflow: annotations of the files.</summary>
    Github,
}
