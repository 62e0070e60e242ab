using System.CommandLine;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary><c>mqtt5gen spec vectors</c>: packets to test a codec with, derived from a spec.</summary>
internal static class VectorsCommand
{
    private static readonly Argument<string[]> Files = new("FILES")
    {
        Description = "Files, folders or patterns; overlays alone are added to MQTT. [default: MQTT]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Packet = new("--packet") { HelpName = "NAME", Description = "Only this packet." };

    private static readonly Option<string> Version = new("--version") { HelpName = "VERSION", Description = "Only this version of the protocol." };

    private static readonly Option<string> Out = new("--out")
    {
        HelpName = "DIR",
        Description = "Write a file per packet into this folder; it is created where it does not exist. [default: standard output]",
    };

    /// <summary>The command.</summary>
    public static Command Create(CliOutput output)
    {
        var command = new CliCommand(
            "vectors",
            "Derives packets from a spec, as YAML: of each packet the smallest and the fullest, and mutants that are one change away from a valid one, with the rule that each breaks.",
            "mqtt5gen spec vectors --out vectors/",
            "mqtt5gen spec vectors --packet PUBLISH --version 5.0",
            "mqtt5gen spec vectors acme-overlay.yaml --packet ACMEPING")
        {
            Files,
            Packet,
            Version,
            Out,
        };
        command.SetAction(parsed =>
        {
            var protocol = SpecSource.Load(parsed.GetValue(Files) is { Length: > 0 } files ? files : [EmbeddedSpec.Name]);
            var vectors = Select(protocol, parsed.GetValue(Packet), parsed.GetValue(Version));
            if (parsed.GetValue(Out) is { } folder) WriteFiles(protocol, vectors, folder, output);
            else WriteText(protocol, vectors, output.Out);
            return ExitCode.Fine;
        });
        return command;
    }

    private static IEnumerable<VectorFile> Select(SpecProtocol protocol, string? packetName, string? versionName)
    {
        VectorGenerator generator = new(protocol);
        var files = packetName is null ? generator.Files() : [generator.Of(Named(protocol.Packets, packet => packet.Name, packetName, "packet"))];
        if (versionName is null) return files;

        var version = Named(protocol.Versions, version => version.Name, versionName, "version");
        return files.Select(file => file with { Vectors = [.. file.Vectors.Where(vector => vector.Version == version)] });
    }

    private static T Named<T>(IEnumerable<T> all, Func<T, string> nameOf, string name, string what)
        where T : class =>
        all.FirstOrDefault(one => nameOf(one) == name) ?? throw new CliException($"'{name}' is no {what} of the spec; there are {string.Join(", ", all.Select(nameOf))}");

    private static void WriteText(SpecProtocol protocol, IEnumerable<VectorFile> files, TextWriter output)
    {
        var isFirst = true;
        foreach (var file in files)
        {
            if (!isFirst) output.Write('\n');
            new VectorWriter(protocol).Write(output, file);
            isFirst = false;
        }
    }

    private static void WriteFiles(SpecProtocol protocol, IEnumerable<VectorFile> files, string folder, CliOutput output)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.FileName);
                using (var text = new StreamWriter(path)) new VectorWriter(protocol).Write(text, file);
                output.Line($"{path}: {file.Vectors.Count} vectors");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{folder}' cannot be written: {e.Message}");
        }
    }
}
