using System.CommandLine;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary><c>mqtt5gen spec diff</c>: what changed on the wire between two specs.</summary>
internal static class DiffCommand
{
    private const string Sides = "a file, a folder, a pattern, an overlay on MQTT, or 'mqtt' for the spec in the tool";

    private static readonly Argument<string> Before = new("OLD") { Description = $"The old spec: {Sides}." };
    private static readonly Argument<string> After = new("NEW") { Description = "The new spec, likewise." };
    private static readonly Option<bool> Json = new("--json") { Description = "Writes JSON." };

    /// <summary>The command.</summary>
    public static Command Create(CliOutput output)
    {
        var command = new CliCommand(
            "diff",
            "Tells what changed on the wire between two specs, and whom it breaks. Exit code 0: nobody; 1: somebody; 2: a spec cannot be read.",
            "mqtt5gen spec diff mqtt spec/",
            "mqtt5gen spec diff mqtt acme-overlay.yaml --json")
        {
            Before,
            After,
            Json,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Before), parsed.GetRequiredValue(After), parsed.GetValue(Json), output));
        return command;
    }

    private static int Run(string before, string after, bool asJson, CliOutput output)
    {
        var comparison = Comparison.Of(SpecSource.Load([before]), SpecSource.Load([after]));
        if (asJson) DiffReport.WriteJson(output.Out, comparison);
        else DiffReport.Write(output, comparison);

        return comparison.IsBreaking ? ExitCode.Faults : ExitCode.Fine;
    }
}
