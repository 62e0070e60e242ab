using Mqtt5Gen.Cli.Output;

namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>What a command came to.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Runs a command as with its output redirected.</summary>
    public static async Task<CliRun> Of(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var exitCode = await CliRoot.RunAsync(args, CliOutput.Plain(output, error));
        return new(exitCode, output.ToString(), error.ToString());
    }
}
