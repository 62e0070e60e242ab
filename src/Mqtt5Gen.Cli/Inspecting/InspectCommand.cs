using System.CommandLine;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary><c>mqtt5gen inspect</c>: what some bytes say, or the rule that they break.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string[]> Hex = new("HEX")
    {
        Description = "One packet or several in a row, in hexadecimal; spaces, commas, colons and 0x do not matter. '-' reads standard input: hexadecimal text, or raw bytes.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Version = new("--version")
    {
        HelpName = "VERSION",
        Description = "The connection's version of the protocol. [default: the newest, or what CONNECT says]",
    };

    private static readonly Option<string> From = new("--from")
    {
        HelpName = "ROLE",
        Description = "Who sent the packets: client or server, or what the protocol calls its two ends. [default: who sends such packets]",
    };

    private static readonly Option<string[]> Spec = new("--spec")
    {
        HelpName = "FILES",
        Description = "Another protocol, or overlays of MQTT: a file, a folder or a pattern. May be repeated. [default: MQTT]",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Write JSON." };

    /// <summary>The command.</summary>
    public static Command Create(CliOutput output)
    {
        var command = new CliCommand(
            "inspect",
            "Decodes packets by the spec: names every field with its place, or the rule that is broken and where. Exit code 0: all are valid; 1: a rule is broken or bytes are missing; 2: wrong usage.",
            "mqtt5gen inspect '30 04 0001 61 00'",
            "mqtt5gen inspect e001 04 --from client",
            "mqtt5gen inspect - --json < packets.bin")
        {
            Hex,
            Version,
            From,
            Spec,
            Json,
        };
        command.SetAction(parsed =>
        {
            var protocol = SpecSource.Load(parsed.GetValue(Spec) is { Length: > 0 } files ? files : [EmbeddedSpec.Name]);
            Inspector inspector = new(protocol, VersionNamed(protocol, parsed.GetValue(Version)), RoleNamed(protocol.Roles, parsed.GetValue(From)));
            var input = InspectInput.Read(parsed.GetValue(Hex) ?? [], Console.OpenStandardInput);
            return Run([.. inspector.Read(input)], protocol, output, parsed.GetValue(Json));
        });
        return command;
    }

    private static int Run(IReadOnlyList<InspectedPacket> packets, SpecProtocol protocol, CliOutput output, bool asJson)
    {
        if (asJson) new InspectJson(protocol).Write(output.Out, packets);
        else new InspectReport(protocol, output).Write(packets);
        return packets.All(packet => packet.IsFine) ? ExitCode.Fine : ExitCode.Faults;
    }

    private static ProtocolVersion? VersionNamed(SpecProtocol protocol, string? name)
    {
        if (name is null) return null;

        return protocol.Versions.FirstOrDefault(version => version.Name == name)
            ?? throw new CliException($"'{name}' is no version of {protocol.Name}; there are {string.Join(", ", protocol.Versions.Select(version => version.Name))}");
    }

    private static Role? RoleNamed(RoleNames roles, string? name)
    {
        if (name is null) return null;
        if (name == roles.Client.Name) return Role.Client;
        return name == roles.Server.Name ? Role.Server : throw new CliException($"'{name}' is no sender; there are {roles.Client.Name}, {roles.Server.Name}");
    }
}
