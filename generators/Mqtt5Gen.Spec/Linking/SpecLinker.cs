using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links parsed files into one protocol: names resolved, versions checked, every rule cited.</summary>
public static class SpecLinker
{
    /// <summary>Links the files, in whatever order they come.</summary>
    public static LinkResult Link(EquatableArray<SpecFile> files)
    {
        SpecFile[] ordered = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var bag = new DiagnosticBag();
        var protocol = IsWhole(ordered) ? Link(ordered, bag) : null;
        EquatableArray<SpecDiagnostic> diagnostics = new(ordered
            .SelectMany(file => file.Diagnostics)
            .Concat(bag.Diagnostics)
            .Distinct()
            .OrderBy(diagnostic => diagnostic.At.Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.At.Start));
        return new(diagnostics.Any(diagnostic => diagnostic.IsError) ? null : protocol, diagnostics);
    }

    // Names in a file that does not parse would be unknown everywhere else: its own fault is told alone.
    private static bool IsWhole(IEnumerable<SpecFile> files) => files.All(file => file.Root is not null || file.Diagnostics.Count == 0);

    private static Protocol? Link(IReadOnlyList<SpecFile> files, DiagnosticBag bag)
    {
        SpecSections sections = new(files, bag);

        // What a file that cannot be read would have held is unknown everywhere else: its own fault is told alone.
        if (bag.HasErrors || !OverlayRows.HaveTheirBase(sections, bag)) return null;

        if (sections.Protocol is null)
        {
            var start = files.Count > 0 ? SpecSections.StartOf(files[0].Path) : SpecLocation.Nowhere;
            bag.Report(DiagnosticIds.NoProtocol, "Found no 'protocol' in the spec, expected a file with that key at its top.", start);
            return null;
        }

        ProtocolLinker protocol = new(sections.Protocol, bag);
        LinkContext context = new(sections, protocol, bag);
        ReasonCodeLinker reasonCodes = new(context);
        RuleLinker rules = new(context);
        PropertyLinker properties = new(context);

        // Each step names only what the steps before it have linked.
        new PacketHeadLinker(context).Link();
        reasonCodes.Link();
        rules.Link();
        context.Faults = FaultLinker.Link(context);
        new WireTypeLinker(context).Link();
        properties.Link();
        new NarrowLinker(context).Link();
        new AnnouncedLinker(context).Link();
        Packet[] packets = [.. context.Packets.Values.Select(new PacketLinker(context).Link).OrderBy(packet => packet.Type)];
        NameCheck.Run(context);
        CoverageCheck.Run(context);

        return new(
            protocol.Name,
            new(protocol.Versions.Versions),
            protocol.Roles.Names,
            protocol.Framing,
            context.Faults,
            context.Rules.DefaultAnswer,
            new(context.Types.Values),
            properties.Linked,
            reasonCodes.Linked,
            rules.Linked,
            new(context.Announced.Values),
            new(packets));
    }
}
