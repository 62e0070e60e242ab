using System.CommandLine;
using Mqtt5Gen.Cli.Checking;
using Mqtt5Gen.Cli.Comparing;
using Mqtt5Gen.Cli.Documenting;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Vectors;

namespace Mqtt5Gen.Cli;

/// <summary><c>mqtt5gen spec</c>: what can be done with a spec.</summary>
internal static class SpecCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliOutput output) => new CliCommand("spec", "Checks, documents and compares specs.")
    {
        CheckCommand.Create(output),
        DocsCommand.Create(output),
        DiffCommand.Create(output),
        VectorsCommand.Create(output),
    };
}
