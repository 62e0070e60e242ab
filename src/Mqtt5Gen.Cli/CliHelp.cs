using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Mqtt5Gen.Cli;

/// <summary>Help with the examples of the command it is about.</summary>
internal sealed class CliHelp(HelpAction help, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is CliCommand command ? command.Examples : rootExamples;
        if (examples.Count == 0) return exitCode;

        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");

        output.WriteLine();
        return exitCode;
    }
}
