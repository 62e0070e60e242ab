using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators;

/// <summary>What each stage of the pipeline does.</summary>
internal static class Stages
{
    /// <summary>Whether an additional file is a spec file.</summary>
    public static bool IsSpec(AdditionalText file) => file.Path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses one file.</summary>
    public static SpecFile Parse(AdditionalText file, CancellationToken cancellation) =>
        SpecFile.Parse(file.Path, file.GetText(cancellation)?.ToString() ?? "");

    /// <summary>Links all files.</summary>
    public static LinkResult Link(ImmutableArray<SpecFile> files, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return SpecLinker.Link(new EquatableArray<SpecFile>(files.OrderBy(file => file.Path, StringComparer.Ordinal)));
    }

    /// <summary>The faults found.</summary>
    public static IEnumerable<SpecDiagnostic> Diagnostics(LinkResult result, CancellationToken cancellation) => result.Diagnostics;

    /// <summary>The protocol, if there is one.</summary>
    public static IEnumerable<Protocol> Protocol(LinkResult result, CancellationToken cancellation) => result.Protocol is { } protocol ? [protocol] : [];

    /// <summary>The packets.</summary>
    public static IEnumerable<Packet> Packets(Protocol protocol, CancellationToken cancellation) => protocol.Packets;

    /// <summary>Emits one packet.</summary>
    public static void EmitPacket(SourceProductionContext output, Packet packet) =>
        output.AddSource($"Packets.{packet.Spelled}.g.cs", PacketEmitter.Emit(packet));
}
