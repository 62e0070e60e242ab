using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>What others need to know of a packet before it is linked.</summary>
internal sealed record PacketHead(
    string Path,
    string Name,
    string Spelled,
    int Type,
    VersionSpan Span,
    EquatableArray<Sender> Senders,
    NodeReader Row,
    IReadOnlyList<FieldRow> Fields)
{
    /// <summary>Whoever sends it in any version.</summary>
    public Role SentBy => RoleTable.Union(Senders.Select(sender => sender.Role));

    /// <summary>Its reason codes, as their table names them.</summary>
    public List<ReasonCodeUse> ReasonCodes { get; } = [];

    /// <summary>Where each of them is put into the packet.</summary>
    public Dictionary<string, SpecLocation> Places { get; } = [];

    /// <summary>Its return codes in older versions.</summary>
    public List<ReturnCode> ReturnCodes { get; } = [];
}
