namespace Mqtt5Gen.Spec.Linking;

/// <summary>Where fields stand: in a packet or in its items.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Span">The versions of what is around them.</param>
/// <param name="Scope">The members before them.</param>
/// <param name="FieldNames">The names of all fields here, also of those after them.</param>
/// <param name="IsItem">Whether they are an item's.</param>
internal sealed record FieldPlace(PacketHead Packet, VersionSpan Span, Scope Scope, IReadOnlyList<string> FieldNames, bool IsItem = false);
