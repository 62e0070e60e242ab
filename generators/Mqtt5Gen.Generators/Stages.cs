using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Generators.Settings;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;
using Mqtt5Gen.Spec.Selection;

namespace Mqtt5Gen.Generators;

/// <summary>What each stage of the pipeline does.</summary>
internal static class Stages
{
    /// <summary>The additional file with what the build says of it, if it is ours: other people's are left alone, whatever they are named.</summary>
    public static IEnumerable<SpecItem> Item((AdditionalText Text, AnalyzerConfigOptionsProvider Options) file, CancellationToken cancellation)
    {
        var options = file.Options.GetOptions(file.Text);
        return Enum.TryParse(BuildOptions.Datum(options, "Kind"), ignoreCase: true, out SpecKind kind)
            ? [new(file.Text, kind, SpecSettings.OfItem(file.Text.Path, options, file.Options.GlobalOptions))]
            : [];
    }

    /// <summary>Parses one file.</summary>
    public static ParsedItem Parse(SpecItem item, CancellationToken cancellation) =>
        new(SpecFile.Parse(item.Text.Path, item.Text.GetText(cancellation)?.ToString() ?? ""), item.Kind, item.Settings);

    /// <summary>What the project asks for.</summary>
    public static ProjectSettings Project(AnalyzerConfigOptionsProvider options, CancellationToken cancellation) => ProjectSettings.Read(options.GlobalOptions);

    /// <summary>Sorts all files into protocols.</summary>
    public static SpecPlan Plan((ImmutableArray<ParsedItem> Items, ProjectSettings Project) all, CancellationToken cancellation) =>
        new SpecPlanner(all.Items, all.Project).Plan();

    /// <summary>Links the files of one protocol.</summary>
    public static Linked Link(SpecGroup group, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(group.Settings, SpecLinker.Link(group.Files));
    }

    /// <summary>Takes of a protocol what the project asks for.</summary>
    public static Selected Select(Linked linked, CancellationToken cancellation)
    {
        var settings = linked.Settings;
        TargetReader targets = new(settings, linked.Result.Protocol?.Roles);
        var target = targets.Read();
        var inVersions = linked.Result.Protocol is { } whole ? SelectionReader.InVersions(whole, settings.Versions.Value, settings.Versions.Name) : null;
        var ofPackets = inVersions?.Protocol is { } some ? SelectionReader.OfPackets(some, settings.Packets.Value, settings.Packets.Name) : null;
        return new(
            target is not null && ofPackets?.Protocol is { } protocol ? new(target, protocol) : null,
            new([.. linked.Result.Diagnostics, .. targets.Diagnostics, .. inVersions?.Diagnostics ?? default, .. ofPackets?.Diagnostics ?? default]));
    }

    /// <summary>The protocol, if there is one.</summary>
    public static IEnumerable<Targeted<Protocol>> Protocol(Selected selected, CancellationToken cancellation) =>
        selected.Protocol is { } protocol ? [protocol] : [];

    /// <summary>The packets.</summary>
    public static IEnumerable<Targeted<Packet>> Packets(Targeted<Protocol> protocol, CancellationToken cancellation) =>
        protocol.Part.Packets.Select(packet => new Targeted<Packet>(protocol.Target, packet));

    /// <summary>Emits one packet.</summary>
    public static void EmitPacket(SourceProductionContext output, Targeted<Packet> packet) =>
        output.AddSource(FileName(packet.Target, $"Packets.{packet.Part.Spelled}"), PacketEmitter.Emit(packet.Target, packet.Part));

    /// <summary>The name of a generated file: of all protocols of a project no two are the same.</summary>
    public static string FileName(Target target, string name) => $"{target.Namespace}.{name}.g.cs";
}
