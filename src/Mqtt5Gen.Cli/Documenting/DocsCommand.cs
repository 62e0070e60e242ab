using System.CommandLine;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary><c>mqtt5gen spec docs</c>: a page of Markdown for each packet.</summary>
internal static class DocsCommand
{
    private static readonly Argument<string[]> Files = new("FILES")
    {
        Description = "Files, folders or patterns; overlays alone are put on MQTT. [default: MQTT]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Out = new("--out") { HelpName = "DIR", Description = "The folder to write the pages to; it is created where it does not exist." };

    private static readonly Option<string> PacketName = new("--packet") { HelpName = "NAME", Description = "Only this packet's page; without --out it goes to standard output." };

    /// <summary>The command.</summary>
    public static Command Create(CliOutput output)
    {
        var command = new CliCommand(
            "docs",
            "Writes a page of Markdown for each packet: its bytes, fields, properties, reason codes and rules; and an index.",
            "mqtt5gen spec docs --out docs/mqtt",
            "mqtt5gen spec docs --packet PUBLISH",
            "mqtt5gen spec docs acme-overlay.yaml --out docs")
        {
            Files,
            Out,
            PacketName,
        };
        command.SetAction(parsed => Run(parsed.GetValue(Files) ?? [], parsed.GetValue(Out), parsed.GetValue(PacketName), output));
        return command;
    }

    private static int Run(IReadOnlyList<string> arguments, string? folder, string? packet, CliOutput output)
    {
        if (folder is null && packet is null) throw new CliException("say where to write the pages (--out DIR), or which packet to show (--packet NAME)");

        var files = SpecSource.Read(arguments.Count > 0 ? arguments : [EmbeddedSpec.Name]);
        DocumentSet documents = new(SpecSource.Load(files), files);
        Document[] pages = packet is null ? [.. documents.All()] : [Page(documents, packet)];
        if (folder is null)
        {
            output.Out.Write(pages[0].Text);
            return ExitCode.Fine;
        }

        Write(folder, pages);
        output.Line(pages.Length == 1 ? $"{folder}: 1 page" : $"{folder}: {pages.Length} pages");
        return ExitCode.Fine;
    }

    private static Document Page(DocumentSet documents, string name)
    {
        var packets = documents.Protocol.Packets;
        if (packets.FirstOrDefault(packet => string.Equals(packet.Name, name, StringComparison.OrdinalIgnoreCase)) is { } packet) return documents.Page(packet);

        throw new CliException($"{documents.Protocol.Name} has no packet '{name}'; it has {string.Join(", ", packets.Select(known => known.Name))}");
    }

    private static void Write(string folder, IEnumerable<Document> pages)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var page in pages) File.WriteAllText(Path.Combine(folder, page.FileName), page.Text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the pages cannot be written to '{folder}': {e.Message}");
        }
    }
}
