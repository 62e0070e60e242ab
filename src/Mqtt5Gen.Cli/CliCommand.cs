using System.CommandLine;

namespace Mqtt5Gen.Cli;

/// <summary>A command with examples, which its <c>--help</c> shows last.</summary>
internal sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples => examples;
}
