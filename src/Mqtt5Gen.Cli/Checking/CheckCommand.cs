using System.CommandLine;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;

namespace Mqtt5Gen.Cli.Checking;

/// <summary><c>mqtt5gen spec check</c>: the faults of a spec, as the compiler tells them.</summary>
internal static class CheckCommand
{
    private const string DefaultFolder = "spec";
    private const string JsonFormat = "json";
    private const string GithubFormat = "github";

    private static readonly Argument<string[]> Files = new("FILES")
    {
        Description = "Files, folders or patterns; overlays alone are checked against MQTT. [default: the folder spec]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Format = FormatOption();

    /// <summary>The command.</summary>
    public static Command Create(CliOutput output)
    {
        var command = new CliCommand(
            "check",
            "Tells the faults of a spec, as the compiler does. Exit code 0: none; 1: errors; 2: a file cannot be read.",
            "mqtt5gen spec check spec/",
            "mqtt5gen spec check 'protocols/**/*.yaml' --format github",
            "mqtt5gen spec check acme-overlay.yaml")
        {
            Files,
            Format,
        };
        command.SetAction(parsed => Run(parsed.GetValue(Files) ?? [], Read(parsed.GetValue(Format)), output));
        return command;
    }

    private static Option<string> FormatOption()
    {
        Option<string> option = new("--format") { Description = "A report for a reader, for a program, or as annotations of a GitHub workflow. [default: text]" };
        option.AcceptOnlyFromAmong("text", JsonFormat, GithubFormat);
        return option;
    }

    private static ReportFormat Read(string? format) => format switch
    {
        JsonFormat => ReportFormat.Json,
        GithubFormat => ReportFormat.Github,
        _ => ReportFormat.Text,
    };

    private static int Run(IReadOnlyList<string> arguments, ReportFormat format, CliOutput output)
    {
        var files = SpecSource.Read(arguments.Count > 0 ? arguments : Default());
        var report = CheckReport.Of(files);
        report.Write(output, format);
        return report.Errors > 0 ? ExitCode.Faults : ExitCode.Fine;
    }

    private static string[] Default() => Directory.Exists(DefaultFolder)
        ? [DefaultFolder]
        : throw new CliException($"there is no folder '{DefaultFolder}' here; name the files or folders to check");
}
