using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>What is linked so far; each part is filled once, in the order that <see cref="SpecLinker"/> states.</summary>
internal sealed class LinkContext(SpecSections sections, ProtocolLinker protocol, DiagnosticBag bag)
{
    public DiagnosticBag Bag => bag;

    public SpecSections Sections => sections;

    public ProtocolLinker Protocol => protocol;

    public VersionTable Versions => protocol.Versions;

    public RoleTable Roles => protocol.Roles;

    public NameTable<PacketHead> Packets { get; } = new(DiagnosticIds.UnknownPacket, "a packet", bag);

    public NameTable<PropertySetHead> Sets { get; } = new(DiagnosticIds.UnknownPacket, "a packet with properties, or a further property set", bag);

    public NameTable<ReasonCode> ReasonCodes { get; } = new(DiagnosticIds.UnknownReasonCode, "a reason code", bag);

    public NameTable<WireType> Types { get; } = new(DiagnosticIds.UnknownType, "a wire type", bag);

    public NameTable<PropertyId> Properties { get; } = new(DiagnosticIds.UnknownProperty, "a property", bag);

    public NameTable<Announced> Announced { get; } = new(DiagnosticIds.UnknownAnnounced, "an announced value", bag);

    public RuleTable Rules { get; } = new(bag);

    public NarrowedRows Narrowed { get; } = new();

    public Faults? Faults { get; set; }

    /// <summary>
    /// The rule of a fault where a row names none; null where it must name one. A standard that numbers its statements has one for
    /// every such row, and the row is to say which.
    /// </summary>
    public RuleRef? StandIn(string fault) => Sections.Rows("rules").Count > 0 ? null : Rules.BuiltIn(fault);

    public NodeReader Read(SpecNode node, string what, IReadOnlyList<string> keys) => new(node, what, keys, bag);
}
