namespace Mqtt5Gen.Spec.Model;

/// <summary>Where an announced value is read from.</summary>
/// <param name="Packet">The packet's name in mixed case.</param>
/// <param name="Member">The field or property.</param>
/// <param name="IsProperty">Whether it is a property.</param>
public sealed record AnnouncedSource(string Packet, string Member, bool IsProperty);
