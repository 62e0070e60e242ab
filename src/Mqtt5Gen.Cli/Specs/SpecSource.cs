using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Specs;

/// <summary>A spec, from where the command line says it is.</summary>
internal static class SpecSource
{
    private const string ProtocolKey = "protocol";
    private const string OverlayKey = "overlay";

    /// <summary>Reads and parses the files that the arguments mean; with overlays alone, MQTT's before them.</summary>
    public static IReadOnlyList<SpecFile> Read(IEnumerable<string> arguments)
    {
        var files = new Dictionary<string, SpecFile>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            foreach (var file in Files(argument)) files.TryAdd(Path.GetFullPath(file.Path), file);
        }

        SpecFile[] read = [.. files.Values];
        return read.Any(file => Has(file, OverlayKey)) && !read.Any(file => Has(file, ProtocolKey)) ? [.. EmbeddedSpec.Files, .. read] : read;
    }

    /// <summary>Reads and links, for commands that need a protocol without faults.</summary>
    public static SpecProtocol Load(IReadOnlyList<string> arguments) => Load(Read(arguments));

    /// <summary>Links files, for commands that need a protocol without faults.</summary>
    public static SpecProtocol Load(IReadOnlyList<SpecFile> files)
    {
        var result = SpecLinker.Link(new(files));
        if (result.Protocol is { } protocol) return protocol;

        var fault = result.Diagnostics.First(diagnostic => diagnostic.IsError);
        throw new CliException($"{fault.Line()} ('mqtt5gen spec check' lists all faults)");
    }

    private static IEnumerable<SpecFile> Files(string argument) =>
        argument == EmbeddedSpec.Name && !Path.Exists(argument) ? EmbeddedSpec.Files : SpecPaths.Find(argument).Select(Parse);

    private static SpecFile Parse(string path)
    {
        try
        {
            return SpecFile.Parse(path, File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}' cannot be read: {e.Message}");
        }
    }

    private static bool Has(SpecFile file, string key) => file.Root is SpecMapping root && root[key] is not null;
}
