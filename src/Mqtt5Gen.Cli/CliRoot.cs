using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Mqtt5Gen.Cli.Inspecting;
using Mqtt5Gen.Cli.Output;

namespace Mqtt5Gen.Cli;

/// <summary>The command line: its commands, its help, and what a failure looks like.</summary>
internal static class CliRoot
{
    private static readonly string[] Examples =
    [
        "mqtt5gen spec check spec/",
        "mqtt5gen spec docs --packet PUBLISH",
        "mqtt5gen spec diff mqtt spec/",
        "mqtt5gen inspect '30 04 0001 61 00'",
    ];

    // The options of the commands are made once, and know every root that they were put under.
    private static readonly Lock Creating = new();

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliOutput output)
    {
        try
        {
            var parsed = Create(output).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (parsed.Action is CliHelp) return await InvokeAsync(parsed, output).ConfigureAwait(false);
            if (parsed.UnmatchedTokens is [var unknown, ..]) throw new CliException($"'{unknown}' is no command, argument or option here. See {Path(parsed)} --help.");
            if (parsed.Errors is [var error, ..]) throw new CliException($"{OneLine(error.Message)} See {Path(parsed)} --help.");

            return await InvokeAsync(parsed, output).ConfigureAwait(false);
        }
        catch (CliException e)
        {
            await output.Error.WriteLineAsync(e.Message.ReplaceLineEndings(" ")).ConfigureAwait(false);
            return ExitCode.WrongUsage;
        }
    }

    private static Task<int> InvokeAsync(ParseResult parsed, CliOutput output) =>
        parsed.InvokeAsync(new InvocationConfiguration { Output = output.Out, Error = output.Error, EnableDefaultExceptionHandler = false });

    private static RootCommand Create(CliOutput output)
    {
        using var alone = Creating.EnterScope();
        var root = new RootCommand("Reads protocols as they are written down in a spec: checks, documents and compares specs. It knows MQTT without any file.")
        {
            SpecCommand.Create(output),
            InspectCommand.Create(output),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new CliHelp((HelpAction)help.Action!, Examples);
        return root;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // The name of the process is the runtime's where the tool runs by it.
    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            names.Insert(0, command.Command is RootCommand ? "mqtt5gen" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
