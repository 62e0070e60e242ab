namespace Mqtt5Gen.Spec.Model;

/// <summary>
/// A whole protocol, linked: every name is resolved, every rule that a packet can break is known. Everything in this folder is
/// an immutable record with structural equality and without positions in the text, so that an edit of a comment changes nothing.
/// </summary>
public sealed record Protocol(
    string Name,
    EquatableArray<ProtocolVersion> Versions,
    Faults Faults,
    EquatableArray<WireType> WireTypes,
    EquatableArray<PropertyId> Properties,
    EquatableArray<ReasonCode> ReasonCodes,
    EquatableArray<Rule> Rules,
    EquatableArray<Announced> Announced,
    EquatableArray<Packet> Packets);
