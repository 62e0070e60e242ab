namespace Mqtt5Gen.Spec.Model;

/// <summary>
/// A whole protocol, linked: every name is resolved, every rule that a packet can break is known. Everything in this folder is
/// an immutable record with structural equality and without positions in the text, so that an edit of a comment changes nothing.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Versions">Its versions, the oldest first.</param>
/// <param name="Roles">Its words for the two ends.</param>
/// <param name="Framing">How its packets are framed.</param>
/// <param name="Faults">The rules that faults of form break.</param>
/// <param name="Answer">The reason code that answers a breach where a rule names no other, or null.</param>
/// <param name="WireTypes">The types of its fields.</param>
/// <param name="Properties">Its properties, by identifier.</param>
/// <param name="ReasonCodes">Its reason codes.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Announced">What one side announces and the other keeps.</param>
/// <param name="Packets">Its packets, by type.</param>
public sealed record Protocol(
    string Name,
    EquatableArray<ProtocolVersion> Versions,
    RoleNames Roles,
    Framing Framing,
    Faults Faults,
    string? Answer,
    EquatableArray<WireType> WireTypes,
    EquatableArray<PropertyId> Properties,
    EquatableArray<ReasonCode> ReasonCodes,
    EquatableArray<Rule> Rules,
    EquatableArray<Announced> Announced,
    EquatableArray<Packet> Packets);
